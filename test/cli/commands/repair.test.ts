import { describe, expect, test } from 'vitest';
import { encodeComment } from '../../../src/codec/record/comment.ts';
import { entriesOf, entryHash } from '../../../src/core/record/chain/chain.ts';
import type { Note } from '../../../src/core/record/entry.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { recordIn } from '../../e2e/stage.ts';
import { cli } from '../run-cli-here.ts';
import { type ItemStage, openItem, tamper } from '../stage.ts';

const WAITED = 'Waiting 15 s to see that no run that had begun before writes over it.\n';

const REASON = ['--reason', 'Edited by mistake.'];

async function repair(stage: ItemStage, args: readonly string[] = [], as = 'octocat') {
  return cli(['repair', stage.name, ...REASON, ...args], { api: stage.fake, as });
}

function noteOf(record: LoopRecord): Note {
  const note = record.notes.find(({ kind }) => kind === 'repair');
  if (note === undefined) throw new Error('there is no repair note');
  return note;
}

/** The record as it was with nothing but the note at its end. */
function expectPutBack(after: LoopRecord, before: LoopRecord): void {
  const hashes = entriesOf(before).map((entry) => entry.hash);
  expect(entriesOf(after).map((entry) => entry.hash)).toEqual([...hashes, noteOf(after).hash]);
  expect(entriesOf(after).map(entryHash)).toEqual(entriesOf(after).map((entry) => entry.hash));
  expect({ ...after, head: null, notes: [], updated_at: '' }).toEqual({
    ...before,
    head: null,
    notes: [],
    updated_at: '',
  });
}

/** What verifying it comes to: the exit code, and the codes found. */
async function verified(stage: ItemStage): Promise<readonly [number | null, readonly string[]]> {
  const { stdout, exitCode } = await cli(['verify', '--json', stage.name], { api: stage.fake });
  const { results }: { readonly results: readonly { readonly codes: readonly string[] }[] } = JSON.parse(stdout);
  return [exitCode, results[0]?.codes ?? []];
}

describe('loopforge repair', () => {
  test('goes back to the last good revision and keeps what was found', async () => {
    const stage = await openItem();
    const before = stage.record(stage.issue);
    tamper(stage, (body) => body.replace('"to_state":"ci_pending"', '"to_state":"approved"'));
    const { stdout, stderr, exitCode } = await repair(stage);
    expect({ stderr, exitCode }).toEqual({ stderr: WAITED, exitCode: 0 });
    expect(stdout).toMatch(
      /^The record of acme\/widgets#1 is damaged: it does not hold: Entry 4 was changed.*\nIt was last edited by monalisa/,
    );
    expect(stdout).toContain(
      `It went back to revision ${before.head.rev}, which ends with entry 4.\nWhat was found is kept in note 5.`,
    );
    const after = stage.record(stage.issue);
    expectPutBack(after, before);
    expect(noteOf(after)).toMatchObject({
      actor: { login: 'octocat' },
      source: 'override',
      metadata: { reason: 'Edited by mistake.', editor: { login: 'monalisa' } },
      was: { data: { body: expect.stringMatching(/^[\w-]{43}$/), fields: [], more: 0 }, named: [before.head.hash] },
    });
    expect(JSON.stringify(noteOf(after).was)).not.toContain('octocat');
  });

  test('verify goes on showing it, and ordinary runs go on', async () => {
    const stage = await openItem();
    tamper(stage, (body) => body.replace('"to_state":"ci_pending"', '"to_state":"approved"'));
    expect((await verified(stage))[0]).toBe(1);
    await repair(stage);
    expect(await verified(stage)).toEqual([0, ['foreign_editor']]);
    stage.world.check(stage.pull, { conclusion: 'success' });
    const step = await stage.tracked('issues', 'labeled', { number: stage.issue });
    expect(step.outputs).toMatchObject({ outcome: 'transitioned', state: 'ci_passed' });
    expect(await verified(stage)).toEqual([0, ['foreign_editor']]);
  });

  test.each<[string, (body: string, first: string) => string, string]>([
    ['a body that was cut', (body) => body.slice(0, -900), 'it cannot be read'],
    ['a line that is no JSON', (body) => body.replace('{"auto_merge"', '{auto_merge'), 'it cannot be read'],
    ['a changed visible part', (body) => body.replace('`ci_pending`', '`approved`'), 'its visible part was changed'],
    ['a field that does not follow', (body) => body.replace('"state":"ci_pending"', '"state":"merged"'), 'state is'],
    ['an old revision pasted back', (_, first) => first, 'it was edited by monalisa'],
    [
      'entries dropped and all computed anew',
      (body, first) => encodeComment({ ...recordIn({ body }), ...recordIn({ body: first }) }, 'x'),
      'its visible part was changed',
    ],
  ])('%s', async (_, change, problem) => {
    const stage = await openItem();
    const before = stage.record(stage.issue);
    const first = stage.comment(stage.issue).edits[0]?.body ?? '';
    tamper(stage, (body) => change(body, first));
    const { stdout, exitCode } = await repair(stage);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(problem);
    expectPutBack(stage.record(stage.issue), before);
  });

  test('an unreadable text is kept as far as there is room, where it can be erased', async () => {
    const stage = await openItem();
    tamper(stage, () => `<!-- loopforge:record\nhello ${'x'.repeat(5000)}`);
    await repair(stage);
    const { metadata, was } = noteOf(stage.record(stage.issue));
    expect(metadata['found']).toMatch(/^<!-- loopforge:record\nhello x+$/);
    expect(String(metadata['found'])).toHaveLength(1000);
    expect(was).toMatchObject({ data: { fields: [], more: 0 }, named: [] });
    expect((await verified(stage))[0]).toBe(0);
  });

  test.each([['hi'], [' <!-- loopforge:record\n{}\n-->']])('a body that was replaced by %j', async (text) => {
    const stage = await openItem();
    const before = stage.record(stage.issue);
    tamper(stage, () => text);
    expect(await verified(stage)).toEqual([1, ['foreign_editor']]);
    const run = await stage.tracked('issues', 'labeled', { number: stage.issue });
    expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'record_tampered' });
    expect(run.outputs.error).toContain('Its hidden part was taken away. It was last edited by monalisa');
    expect(stage.world.comments(stage.issue)).toHaveLength(1);
    const { stdout } = await repair(stage);
    expect(stdout).toContain('it does not begin as a record does');
    expectPutBack(stage.record(stage.issue), before);
    expect(await verified(stage)).toEqual([0, ['foreign_editor']]);
  });

  test('several edits in a row, by different people', async () => {
    const stage = await openItem();
    const before = stage.record(stage.issue);
    tamper(stage, (body) => body.replace('"trigger":"issue.opened"', '"trigger":"issue.hacked"'));
    tamper(stage, (body) => `${body}\nand more`, 'hubot');
    const { stdout } = await repair(stage);
    expect(stdout).toContain('last edited by hubot');
    expectPutBack(stage.record(stage.issue), before);
    expect(await verified(stage)).toEqual([0, ['foreign_editor']]);
  });

  test('after a redaction goes back no further than to that', async () => {
    const stage = await openItem();
    const args = ['redact', stage.name, '--actor', 'hubot', '--reason', 'x'];
    expect(await cli(args, { api: stage.fake })).toMatchObject({ exitCode: 0 });
    const before = stage.record(stage.issue);
    tamper(stage, (body) => body.replace('ci_pending', 'ci_passed'));
    await repair(stage);
    expectPutBack(stage.record(stage.issue), { ...before, notes: before.notes });
    expect(stage.comment(stage.issue).body).not.toContain('hubot');
  });

  test('--dry-run says what it would do, and --json says it in JSON', async () => {
    const stage = await openItem();
    tamper(stage, (body) => body.replace('"trigger":"issue.opened"', '"trigger":"issue.hacked"'));
    const version = stage.version();
    const { stdout } = await repair(stage, ['--dry-run']);
    expect(stdout).toMatch(
      /It would go back to revision \d+, which ends with entry 4\.\nNothing was written\.\nhttps:\S+\n$/,
    );
    const json = await repair(stage, ['--dry-run', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      outcome: 'repairable',
      recordId: stage.name,
      problem: expect.stringContaining('Entry 1 was changed'),
      editor: { login: 'monalisa' },
      good: { seq: 4 },
    });
    expect(stage.version()).toBe(version);
  });
});

describe('loopforge repair leaves alone', () => {
  test('a comment of another workflow that somebody edited, and so do ordinary runs', async () => {
    const stage = await openItem();
    const other = stage.world.comment(stage.issue, 'Coverage: 80 %', { by: 'github-actions', app: 'github-actions' });
    stage.world.editComment(other, 'Coverage: 90 %', { by: 'monalisa' });
    expect((await repair(stage)).stdout).toContain('is sound.');
    const second = stage.world.openIssue();
    const talk = stage.world.comment(second, 'Coverage: 80 %', { by: 'github-actions', app: 'github-actions' });
    stage.world.editComment(talk, 'Coverage: 90 %', { by: 'monalisa' });
    const none = await cli(['repair', `acme/widgets#${second}`, ...REASON], { api: stage.fake });
    expect(none.stderr).toMatch(/^loopforge: record_not_found: /);
    const run = await stage.tracked('issues', 'opened', { number: second });
    expect(run.outputs).toMatchObject({ outcome: 'created' });
    expect(stage.world.commentById(talk).body).toBe('Coverage: 90 %');
  });

  test('a sound record', async () => {
    const stage = await openItem();
    const version = stage.version();
    const { stdout, exitCode } = await repair(stage);
    expect(stdout).toBe(`The record of ${stage.name} is sound.\nNothing was written.\n`);
    expect(exitCode).toBe(0);
    expect(stage.version()).toBe(version);
  });

  test('one that was redacted or repaired by hand', async () => {
    const stage = await openItem();
    tamper(stage, (body) => body.replace('"trigger":"issue.opened"', '"trigger":"issue.hacked"'));
    await repair(stage);
    await cli(['redact', stage.name, '--actor', 'hubot', '--reason', 'x'], { api: stage.fake, as: 'monalisa' });
    const version = stage.version();
    expect((await repair(stage)).stdout).toContain('is sound.');
    expect(stage.version()).toBe(version);
  });

  test('one whose comment was deleted, and says what that means', async () => {
    const stage = await openItem();
    stage.world.deleteComment(stage.comment(stage.issue).databaseId, { by: 'monalisa' });
    const { stderr, exitCode } = await repair(stage);
    expect(stderr).toMatch(/^loopforge: record_not_found: .*GitHub keeps neither its text nor its edit history/);
    expect(exitCode).toBe(2);
  });

  test('one without a good revision left', async () => {
    const stage = await openItem();
    tamper(stage, () => '<!-- loopforge:record\nnothing');
    const { databaseId, edits } = stage.comment(stage.issue);
    for (let index = 1; index < edits.length; index++) stage.world.deleteRevision(databaseId, index);
    const { stderr, exitCode } = await repair(stage);
    expect(stderr).toMatch(/^loopforge: record_unreadable: .*no revision in its edit history is a good one/);
    expect(exitCode).toBe(2);
  });

  test('one that the person may not edit', async () => {
    const stage = await openItem();
    tamper(stage, (body) => body.replace('"trigger":"issue.opened"', '"trigger":"issue.hacked"'));
    const { stderr } = await repair(stage, [], 'codertocat');
    expect(stderr).toMatch(/^loopforge: permission_missing: /);
  });
});
