import { describe, expect, test } from 'vitest';
import { encodeComment } from '../../src/codec/record/comment.ts';
import { viewHash } from '../../src/codec/record/comment-view.ts';
import type { LoopRecord, Shown } from '../../src/core/record/record.ts';
import { renderRecord } from '../../src/report/comment/renderers.ts';
import { cli } from '../cli/run-cli-here.ts';
import type { ItemStage } from '../cli/stage.ts';
import { openStage } from '../e2e/stage.ts';
import { warningsOf } from '../e2e/told.ts';
import { bodyWith } from './scene.ts';
import {
  BOT_EDITS,
  expectFound,
  expectRefused,
  expectSound,
  openRecorded,
  PERSON,
  replaceBody,
  verified,
} from './standing.ts';
import { AS } from './way.ts';

const BOT = BOT_EDITS.by;

/** What somebody who can write the comment would have people read. */
const LIES: readonly (readonly [lie: string, change: (visible: string) => string])[] = [
  ['another state', (visible) => visible.replaceAll('ci_pending', 'approved')],
  ['a sentence more', (visible) => `${visible}\n\nApproved by the maintainers.`],
  ['a sentence far to the right', (visible) => visible.replace('\n\n', `\n\n${' '.repeat(400)}Approved.\n\n`)],
  ['a sentence behind a line separator', (visible) => visible.replace('\n\n', '\u2028Approved.\n\n')],
  ['letters without width', (visible) => visible.replace('pending', 'pend\u200bing')],
  ['a NUL', (visible) => visible.replace('pending', 'pend\u0000ing')],
  ['letters in the other direction', (visible) => visible.replace('\n\n', '\n\n\u202edevorppA\u202c\n\n')],
  ['a lonely carriage return', (visible) => visible.replace(' · ', '\rApproved · ')],
  ['a link', (visible) => visible.replace('_pending`', '_pending` [approve](https://evil.example/)')],
  ['nothing at all', () => ''],
];

/** The visible part changed and its hash made anew: by itself the comment is as it should be. */
function withLie({ record, issue, comment }: ItemStage, change: (visible: string) => string): string {
  const visible = renderRecord(record(issue)) ?? '';
  const body = bodyWith(nextOf(record(issue)), change(visible));
  if (body === comment(issue).body) throw new Error('the lie is none');
  return body;
}

/** The same where only the head lies of what was seen, and the visible part follows it. */
function showing({ record, issue }: ItemStage, lie: Partial<Shown>): string {
  const { head, ...rest } = nextOf(record(issue));
  const told = { ...rest, head: { ...head, shown: head.shown === null ? null : { ...head.shown, ...lie } } };
  return bodyWith(told, renderRecord(told) ?? 'What a newer LoopForge makes of it.');
}

/** The same record, written once more. */
function nextOf(record: LoopRecord): LoopRecord {
  return { ...record, head: { ...record.head, rev: record.head.rev + 1 } };
}

/** A file of it, verified with no network. */
async function verifiedFile(body: string): Promise<{ readonly exitCode: number | null; readonly stdout: string }> {
  return cli(['verify', '--file', '-'], { input: body });
}

describe('the visible part says something else, and its hash is made anew', () => {
  describe.each(LIES)('%s', (_, change) => {
    test('by another workflow: verify says so, and the next run writes it anew', async () => {
      const stage = await openRecorded();
      const before = stage.comment(stage.issue).body;
      replaceBody(stage, withLie(stage, change), BOT);
      await expectFound(stage, 'FAIL', 'view_mismatch');
      const step = await stage.tracked('issues', 'labeled', { number: stage.issue });
      expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'unchanged', changed: 'false' } });
      expect(warningsOf(step)).toEqual([expect.stringContaining('was not what the record says')]);
      expect(renderRecord(stage.record(stage.issue))).toBe(renderRecord(recordOf(before)));
      await expectSound(stage);
    });

    test('in a file', async () => {
      const stage = await openRecorded();
      const { exitCode, stdout } = await verifiedFile(withLie(stage, change));
      expect([exitCode, stdout]).toEqual([1, expect.stringContaining('view_mismatch')]);
    });
  });

  test('in a browser: no run goes on, and verify names who', async () => {
    const stage = await openRecorded();
    replaceBody(
      stage,
      withLie(stage, (visible) => visible.replaceAll('ci_pending', 'approved')),
    );
    await expectRefused(stage);
    await expectFound(stage, 'FAIL', 'foreign_editor', 'view_mismatch', PERSON);
  });

  test('in a browser, after a redaction in the own name', async () => {
    const stage = await openRecorded();
    const args = ['redact', stage.name, '--actor', 'octocat', '--reason', 'A wish.'];
    const done = await cli(args, { api: stage.fake, as: PERSON });
    expect(done.exitCode, done.stderr).toBe(0);
    await expectSound(stage);
    replaceBody(
      stage,
      withLie(stage, (visible) => visible.replaceAll('ci_pending', 'approved')),
    );
    await expectRefused(stage);
    await expectFound(stage, 'FAIL', 'foreign_editor', 'view_mismatch', PERSON);
  });
});

describe('the head says that something else was seen, and the visible part follows it', () => {
  const LIES_OF_HEAD: readonly (readonly [lie: string, shown: Partial<Shown>, verdict: string, code: string])[] = [
    ['a step that the law does not have', { allowed: ['merged'] }, 'FAIL', 'view_mismatch'],
    ['a state that the law does not have', { allowed: ['done'] }, 'FAIL', 'view_mismatch'],
    ['one state twice', { allowed: ['ci_passed', 'ci_passed'] }, 'FAIL', 'view_mismatch'],
    ['a step is out of order, which is none', { open: [1] }, 'FAIL', 'view_mismatch'],
    ['an entry that is not there', { open: [99] }, 'FAIL', 'view_mismatch'],
    ['a renderer that nobody knows', { renderer: 9 }, 'INCONCLUSIVE', 'unknown_kind'],
  ];

  test.each(LIES_OF_HEAD)('%s', async (_, shown, verdict, code) => {
    const stage = await openRecorded();
    const body = showing(stage, shown);
    expect((await verifiedFile(body)).stdout).toContain(`${verdict}`);
    replaceBody(stage, body, BOT);
    await expectFound(stage, verdict, code);
  });

  test('a renderer that nobody knows: nothing is written over it', async () => {
    const stage = await openRecorded();
    replaceBody(stage, showing(stage, { renderer: 9 }), BOT);
    const { body } = stage.comment(stage.issue);
    stage.world.check(stage.pull, { conclusion: 'success' });
    const { outputs } = await stage.tracked('workflow_run', 'completed', { number: stage.pull });
    expect(outputs).toMatchObject({ outcome: 'deferred', reason: 'newer_record' });
    expect(stage.comment(stage.issue).body).toBe(body);
  });

  test('that nothing is missing: verify says so, and the next run tells what is', async () => {
    const stage = await openRecorded();
    expect(stage.record(stage.issue).head.shown?.needs).not.toEqual([]);
    replaceBody(stage, showing(stage, { needs: [] }), BOT);
    await expectFound(stage, 'PASS', 'view_mismatch');
    await stage.tracked('issues', 'labeled', { number: stage.issue });
    expect(stage.record(stage.issue).head.shown?.needs).not.toEqual([]);
    await expectSound(stage);
  });

  test('that no refusal is open: verify says so, and the next run tells of it', async () => {
    const stage = await openRecorded();
    stage.world.closeIssue(stage.issue, { by: PERSON });
    await stage.tracked('issues', 'closed', { number: stage.issue });
    const { open = [] } = stage.record(stage.issue).head.shown ?? {};
    expect(open).toHaveLength(1);
    replaceBody(stage, showing(stage, { open: [] }), BOT);
    await expectFound(stage, 'PASS', 'view_mismatch');
    await stage.tracked('issues', 'labeled', { number: stage.issue });
    expect(stage.record(stage.issue).head.shown?.open).toEqual(open);
    await expectSound(stage);
  });

  test('nothing: the head names no visible part', async () => {
    const stage = await openRecorded();
    const { head, ...rest } = stage.record(stage.issue);
    const visible = renderRecord(stage.record(stage.issue)) ?? '';
    for (const beside of [{ view: null }, { shown: null }, { view: null, shown: null }]) {
      const body = encodeComment({ ...rest, head: { ...head, view: viewHash(visible), ...beside } }, visible);
      expect([(await verifiedFile(body)).exitCode, beside]).toEqual([1, beside]);
    }
  });
});

describe('a comment of the record beside its own says something else', () => {
  test('one with a sealed part', async () => {
    const stage = await openRecorded();
    const value = 'x'.repeat(1000);
    const metadata = JSON.stringify({ a: value, b: value, c: value, d: value });
    for (let step = 0; stage.record(stage.issue).segments.length === 0; step++) {
      const to = step % 2 === 0 ? 'ci_failed' : 'ci_pending';
      await stage.step({
        command: 'transition',
        issue: String(stage.issue),
        to,
        metadata,
        override: 'true',
        reason: to,
      });
    }
    const sealed = stage.world.comments(stage.issue).find(({ body }) => body.includes('<!-- loopforge:segment'));
    const { databaseId = 0, body = '' } = sealed ?? {};
    expect((await verified(stage)).told).not.toContain('view_mismatch');
    stage.world.editComment(databaseId, body.replace('a sealed part', 'approved by all, and a part'), BOT_EDITS);
    await expectFound(stage, 'FAIL', 'view_mismatch');
  });

  test('one that it continues', async () => {
    const stage = await openStage({ as: AS, settings: 'trusted_authors: [21031067]\n' });
    const issue = stage.world.openIssue();
    await stage.event('issues', 'opened', { number: issue });
    const old = stage.comment(issue);
    stage.world.assign(issue, 'hubot');
    // With read access alone: the record of the bot is not theirs to edit.
    await stage.event('issues', 'assigned', { number: issue }, { token: 'token-of-codertocat' });
    const visible = 'Approved by all.';
    const { head, ...rest } = recordOf(old.body);
    const body = encodeComment({ ...rest, head: { ...head, rev: 2, view: viewHash(visible) } }, visible);
    stage.world.editComment(old.databaseId, body, BOT_EDITS);
    const { outputs, summary } = await stage.step({ command: 'verify', issue: String(issue) });
    expect(outputs.verdict).toBe('FAIL');
    expect(summary).toContain('view_mismatch');
  });
});

function recordOf(body: string): LoopRecord {
  const line = /<!-- loopforge:record\n(?<line>.*)\n-->/.exec(body)?.groups?.['line'] ?? '';
  return JSON.parse(line);
}
