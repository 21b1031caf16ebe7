import { describe, expect, test } from 'vitest';
import { codePage } from '../../../src/core/outcome/code-page.ts';
import { entriesOf, entryHash, isRedacted } from '../../../src/core/record/chain/chain.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { cli } from '../run-cli-here.ts';
import { type ItemStage, openItem } from '../stage.ts';

const WAITED = 'Waiting 15 s to see that no run that had begun before writes over it.\n';

const WITHOUT_LOCK = 'The conversation is locked and refuses the lock: going on without it.\n';

interface Printed {
  readonly erasures: readonly { readonly seq: number; readonly names: readonly string[] }[];
  readonly notes: readonly number[];
  readonly segments: number;
}

async function redact(stage: ItemStage, args: readonly string[], as = 'monalisa') {
  const options = { api: stage.fake, as };
  const ended = await cli(['redact', stage.name, ...args, '--reason', 'They asked for it.', '--json'], options);
  const printed: Printed = JSON.parse(ended.stdout || '{}');
  return { ...ended, printed };
}

/** What verifying it comes to: the exit code, and the codes found. */
async function verified(stage: ItemStage): Promise<readonly [number | null, readonly string[]]> {
  const { stdout, exitCode } = await cli(['verify', '--json', stage.name], { api: stage.fake });
  const { results }: { readonly results: readonly { readonly codes: readonly string[] }[] } = JSON.parse(stdout);
  return [exitCode, results[0]?.codes ?? []];
}

function hashes(record: LoopRecord): readonly string[] {
  return entriesOf(record).map((entry) => entry.hash);
}

function logins(record: LoopRecord): readonly (string | null)[] {
  return entriesOf(record).map(({ actor }) => (actor !== null && 'login' in actor ? actor.login : null));
}

describe('loopforge redact --actor', () => {
  test('erases a person from every entry, keeps every hash, tells so in notes, and the record verifies', async () => {
    const stage = await openItem();
    const before = stage.record(stage.issue);
    const { printed, stderr, exitCode } = await redact(stage, ['--actor', 'OctoCat']);
    const after = stage.record(stage.issue);
    expect({ stderr, exitCode }).toEqual({ stderr: WAITED, exitCode: 0 });
    expect(printed).toMatchObject({
      recordId: stage.name,
      erasures: [
        { seq: 1, names: ['actor'] },
        { seq: 2, names: ['actor'] },
        { seq: 4, names: ['actor'] },
      ],
      notes: [5, 6, 7],
      actor: { login: 'monalisa', type: 'User' },
      dryRun: false,
    });
    expect(hashes(after).slice(0, before.head.seq)).toEqual(hashes(before));
    expect(entriesOf(after).map(entryHash)).toEqual(hashes(after));
    expect(after.transitions.slice(0, 2)).toMatchObject([
      { actor: { redacted: expect.any(String) }, salts: { actor: null } },
      { actor: { redacted: expect.any(String) }, salts: { actor: null } },
    ]);
    expect(after.notes).toMatchObject([
      { kind: 'redaction', was: { data: { seq: 1, names: ['actor'] } }, metadata: { reason: 'They asked for it.' } },
      { kind: 'redaction', was: { data: { seq: 2, names: ['actor'] } }, actor: { login: 'monalisa' } },
      { kind: 'redaction', was: { data: { seq: 4, names: ['actor'] } }, source: 'override' },
    ]);
    expect(stage.comment(stage.issue).body).not.toContain('octocat');
    expect(stage.comment(stage.issue).body).toContain('hubot');
    expect(stage.fake.count({ method: 'PATCH' })).toBe(3);
    expect(await verified(stage)).toEqual([0, []]);
  });

  test('goes on in a locked conversation, which refuses the lock', async () => {
    const stage = await openItem();
    stage.world.lock(stage.issue);
    const { stderr, exitCode } = await redact(stage, ['--actor', 'octocat']);
    expect({ stderr, exitCode }).toEqual({ stderr: `${WITHOUT_LOCK}${WAITED}`, exitCode: 0 });
    expect(stage.comment(stage.issue).body).not.toContain('octocat');
    expect(await verified(stage)).toEqual([0, []]);
  });

  test('lets ordinary runs go on, and they do not bring the name back', async () => {
    const stage = await openItem();
    await redact(stage, ['--actor', 'octocat']);
    stage.world.check(stage.pull, { conclusion: 'success' });
    const step = await stage.tracked('issues', 'labeled', { number: stage.issue });
    expect(step.outputs).toMatchObject({ outcome: 'transitioned', state: 'ci_passed' });
    expect(stage.comment(stage.issue).body).not.toContain('octocat');
    expect(await verified(stage)).toEqual([0, []]);
  });

  test('--dry-run says the same and writes nothing', async () => {
    const stage = await openItem();
    const version = stage.version();
    const planned = await redact(stage, ['--actor', 'octocat', '--dry-run']);
    expect(planned.printed).toMatchObject({ dryRun: true, notes: [], erasures: [{ seq: 1 }, { seq: 2 }, { seq: 4 }] });
    expect(stage.version()).toBe(version);
    const told = await cli(['redact', stage.name, '--actor', 'octocat', '--reason', 'x', '--dry-run'], {
      api: stage.fake,
    });
    expect(told.stdout).toBe(
      `${stage.name}: 3 values would be erased. Nothing was written.\n  entry 1: actor\n  entry 2: actor\n  entry 4: actor\n`,
    );
  });

  test('a second time there is nothing to erase, and nothing is written', async () => {
    const stage = await openItem();
    await redact(stage, ['--actor', 'octocat']);
    const version = stage.version();
    const { stdout, stderr, exitCode } = await cli(['redact', stage.name, '--actor', 'octocat', '--reason', 'x'], {
      api: stage.fake,
    });
    expect(stdout).toBe('');
    expect(stderr).toContain('Whoever was erased before is not named any more.');
    expect(exitCode).toBe(2);
    expect(stage.version()).toBe(version);
  });

  test('whoever erases themselves stays named for having done so', async () => {
    const stage = await openItem();
    await redact(stage, ['--actor', 'octocat'], 'octocat');
    const record = stage.record(stage.issue);
    expect(logins(record)).toEqual([null, null, 'hubot', null, 'octocat', 'octocat', 'octocat']);
    const again = await redact(stage, ['--actor', 'octocat'], 'octocat');
    expect(again.printed).toMatchObject({ erasures: [], spared: [5, 6, 7] });
    expect(await verified(stage)).toEqual([0, []]);
  });

  test('tells of the edit history, and of metadata that holds the name too', async () => {
    const stage = await openItem();
    const metadata = '{"deployed_by": "octocat", "region": "eu"}';
    const inputs = { command: 'transition', issue: String(stage.issue), to: 'ci_failed', metadata };
    await stage.step({ ...inputs, override: 'true', reason: 'octocat-2 said so' });
    const { stdout } = await cli(['redact', stage.name, '--actor', 'octocat', '--reason', 'x'], { api: stage.fake });
    expect(stdout).toContain(`the edit history of the comment: open https://github.com/acme/widgets/issues/`);
    expect(stdout).toMatch(/These values hold the name too.*\n {2}entry 5: metadata\/deployed_by\n$/);
  });

  test('the texts that GitHub keeps can be deleted afterwards, and ordinary runs go on', async () => {
    const stage = await openItem();
    await redact(stage, ['--actor', 'octocat']);
    const { databaseId, edits } = stage.comment(stage.issue);
    for (let index = 1; index < edits.length; index++) stage.world.deleteRevision(databaseId, index);
    stage.world.check(stage.pull, { conclusion: 'success' });
    const step = await stage.tracked('issues', 'labeled', { number: stage.issue });
    expect(step.outputs).toMatchObject({ outcome: 'transitioned', state: 'ci_passed' });
    const [exitCode, codes] = await verified(stage);
    expect({ exitCode, codes }).toMatchObject({ exitCode: 2, codes: expect.arrayContaining(['revision_deleted']) });
    expect(codes).not.toContain('foreign_editor');
  });

  test('an entry that a note keeps is erased too', async () => {
    const stage = await openItem();
    const { databaseId, edits } = stage.comment(stage.issue);
    const stale = edits.at(-2)?.body ?? '';
    stage.world.editComment(databaseId, stale, { by: 'github-actions' });
    stage.world.check(stage.pull, { conclusion: 'failure' });
    await stage.tracked('issues', 'labeled', { number: stage.issue });
    const kept = stage.record(stage.issue).notes.filter(({ kind }) => kind === 'restored');
    expect(JSON.stringify(kept.map(({ was }) => was))).toContain('hubot');
    const { printed } = await redact(stage, ['--actor', 'hubot']);
    expect(printed.erasures.length).toBeGreaterThan(0);
    expect(stage.comment(stage.issue).body).not.toContain('hubot');
    const [, codes] = await verified(stage);
    expect(codes).not.toContain('chain_broken');
    expect(codes).not.toContain('redaction_unrecorded');
    expect(codes).not.toContain('commitment_mismatch');
  });
});

describe('loopforge redact --entry', () => {
  const inputs = { command: 'transition', to: 'ci_failed', override: 'true', reason: 'Monalisa knows why.' };

  test('erases one metadata value; the others stay', async () => {
    const stage = await openItem();
    await stage.step({ ...inputs, issue: String(stage.issue), metadata: '{"mail": "a@example.com", "region": "eu"}' });
    const { printed } = await redact(stage, ['--entry', '5', '--name', 'metadata/mail']);
    expect(printed.erasures).toEqual([{ seq: 5, names: ['metadata/mail'] }]);
    const entry = stage.record(stage.issue).transitions.at(-1);
    expect(entry?.metadata).toMatchObject({ region: 'eu', reason: 'Monalisa knows why.' });
    expect(isRedacted(entry?.metadata['mail'])).toBe(true);
    expect(entry?.salts.metadata).toMatchObject({ mail: null, region: expect.any(String) });
    expect(stage.comment(stage.issue).body).not.toContain('example.com');
    const [, codes] = await verified(stage);
    expect(codes).not.toContain('chain_broken');
  });

  test('what the entry does not have is an error that says what it has', async () => {
    const stage = await openItem();
    const version = stage.version();
    for (const [entry, name, part] of [
      ['1', 'metadata/mail', '"metadata/mail" is not a value of entry 1. Accepted: actor.'],
      ['1', 'Actor', '"--name" must be actor or metadata/<key>. See "loopforge redact --help".'],
      ['99', 'actor', 'There is no entry 99: the last one is entry 4.'],
    ] as const) {
      const { stderr, exitCode } = await redact(stage, ['--entry', entry, '--name', name]);
      expect(stderr).toBe(`loopforge: input_invalid: ${part}\nSee ${codePage('input_invalid')}\n`);
      expect(exitCode).toBe(2);
    }
    expect(stage.version()).toBe(version);
  });
});

describe('where nothing matches, loopforge redact ends 2 and', () => {
  const wrong = (message: string) => ({
    exitCode: 2,
    stdout: '',
    stderr: `loopforge: input_invalid: ${message}\nSee ${codePage('input_invalid')}\n`,
  });

  test('lists the people whom the record names', async () => {
    const stage = await openItem();
    const ask = (login: string) => cli(['redact', stage.name, '--actor', login, '--reason', 'x'], { api: stage.fake });
    const version = stage.version();
    expect(await ask('octocta')).toEqual(
      wrong('"octocta" is not a person whom this record names; did you mean "octocat"? Accepted: octocat or hubot.'),
    );
    expect(await ask('maintainer')).toEqual(
      wrong('"maintainer" is not a person whom this record names. Accepted: octocat or hubot.'),
    );
    expect(stage.version()).toBe(version);
    await redact(stage, ['--actor', 'hubot']);
    expect(await ask('hubot')).toEqual(
      wrong(
        '"hubot" is not a person whom this record names. Accepted: octocat or monalisa. Whoever was erased before is not named any more.',
      ),
    );
  });

  test('lists what the entry has', async () => {
    const stage = await openItem();
    await stage.step({
      command: 'transition',
      issue: String(stage.issue),
      to: 'ci_passed',
      override: 'true',
      reason: 'Known.',
      metadata: '{"customer":"acme"}',
    });
    const entry = stage.record(stage.issue).transitions.find(({ metadata }) => 'customer' in metadata);
    const args = ['--entry', String(entry?.seq), '--name', 'metadata/Custmer', '--reason', 'x'];
    const { stderr, exitCode } = await cli(['redact', stage.name, ...args], { api: stage.fake });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/"metadata\/Custmer" is not a value of entry 5; did you mean "metadata\/customer"\?/);
    expect(stderr).toMatch(/Accepted: actor, .*metadata\/customer/);
  });
});

describe('loopforge redact does not', () => {
  test('without write access to the repository', async () => {
    const stage = await openItem();
    const { stderr, exitCode } = await redact(stage, ['--actor', 'octocat'], 'codertocat');
    expect(stderr).toMatch(/^loopforge: permission_missing: .*write access/);
    expect(exitCode).toBe(2);
    expect(logins(stage.record(stage.issue))).toContain('octocat');
  });

  test('where an entry was overwritten: that would be hidden from the count of edits', async () => {
    const stage = await openItem();
    const { databaseId, edits } = stage.comment(stage.issue);
    stage.world.editComment(databaseId, edits.at(-2)?.body ?? '', { by: 'github-actions' });
    const { stderr } = await redact(stage, ['--actor', 'octocat']);
    expect(stderr).toMatch(/^loopforge: conflict: .*Let LoopForge run once for this item/m);
  });
});

describe('another writer at the same moment', () => {
  test('that brings the name back is noticed, and what to do is said', async () => {
    const stage = await openItem();
    const { databaseId, body } = stage.comment(stage.issue);
    let struck = false;
    stage.fake.onRequest(({ method }) => {
      if (method === 'DELETE' && !struck) stage.world.editComment(databaseId, body, { by: 'github-actions' });
      struck ||= method === 'DELETE';
      return undefined;
    });
    const { stderr, exitCode } = await redact(stage, ['--actor', 'octocat']);
    expect(stderr).toMatch(/^loopforge: conflict: .*Let LoopForge run once for this item/m);
    expect(exitCode).toBe(2);
    stage.fake.onRequest(null);
    const run = await stage.tracked('issues', 'labeled', { number: stage.issue });
    // Whoever restores the notes erases what they name.
    expect(stage.record(stage.issue).notes.map(({ kind }) => kind)).toEqual(['restored', 'restored', 'restored']);
    expect(stage.comment(stage.issue).body).not.toContain('octocat');
    expect(JSON.stringify(run.outputs)).not.toContain('"login":"octocat"');
    expect(await verified(stage)).toEqual([0, []]);
    const version = stage.version();
    expect((await redact(stage, ['--actor', 'octocat'])).stderr).toContain('Whoever was erased before');
    expect(stage.version()).toBe(version);
  });
});

describe('a record with sealed parts', () => {
  test('is redacted there too, in place, and stays one record', async () => {
    const stage = await openItem();
    const value = 'x'.repeat(1000);
    const metadata = JSON.stringify(Object.fromEntries(Array.from({ length: 4 }, (_, at) => [`k${at}`, value])));
    for (const to of failingAgain(12)) {
      await stage.step({
        command: 'transition',
        issue: String(stage.issue),
        to,
        metadata,
        override: 'true',
        reason: to,
      });
    }
    const before = stage.record(stage.issue);
    expect(before.segments.length).toBeGreaterThan(0);
    const { printed } = await redact(stage, ['--actor', 'octocat']);
    expect(printed.segments).toBe(before.segments.length);
    for (const { body } of stage.world.comments(stage.issue)) {
      if (body.includes('<!-- loopforge:segment')) expect(body).not.toContain('octocat');
    }
    const shown = await cli(['show', stage.name, '--json'], { api: stage.fake });
    const whole: LoopRecord = JSON.parse(shown.stdout);
    expect(entriesOf(whole).map(entryHash)).toEqual(hashes(whole));
    expect(whole.segments).toEqual(before.segments);
    const [, codes] = await verified(stage);
    for (const code of [
      'chain_broken',
      'segment_missing',
      'redaction_unrecorded',
      'commitment_mismatch',
      'foreign_editor',
    ]) {
      expect(codes).not.toContain(code);
    }
  });
});

describe('an answer that is lost', () => {
  test.each(['before', 'after'] as const)('%s the edit: erased once, told once, no lock left', async (when) => {
    const stage = await openItem();
    stage.fake.faults.add({ match: { method: 'PATCH' }, fault: { kind: 'reset', when } });
    const { printed, exitCode } = await redact(stage, ['--actor', 'octocat']);
    expect(exitCode).toBe(0);
    expect(printed.notes).toEqual([5, 6, 7]);
    const record = stage.record(stage.issue);
    expect(record.notes.map(({ was }) => was?.data)).toEqual([1, 2, 4].map((seq) => ({ seq, names: ['actor'] })));
    expect(stage.world.state().reactions).toEqual([]);
    expect(await verified(stage)).toEqual([0, []]);
  });

  test('for good: one error, and nothing half-written', async () => {
    const stage = await openItem();
    const before = stage.comment(stage.issue).body;
    stage.fake.faults.add({ match: { method: 'PATCH', times: 9 }, fault: { kind: 'reset', when: 'before' } });
    const { stderr, exitCode } = await redact(stage, ['--actor', 'octocat']);
    expect(stderr).toMatch(/^loopforge: github_unreachable: [^\n]+\nSee \S+#github_unreachable\n$/m);
    expect(exitCode).toBe(2);
    expect(stage.comment(stage.issue).body).toBe(before);
    expect(stage.world.state().reactions).toEqual([]);
  });
});

describe('a redaction that takes more room than there is', () => {
  test('seals older entries in the name of the person, and the record verifies', async () => {
    const stage = await openItem();
    const values = Array.from({ length: 4 }, (_, at) => [`k${at}`, 'x'.repeat(1000)] as const);
    const metadata = JSON.stringify(Object.fromEntries(values));
    for (const to of failingAgain(7)) {
      const inputs = { command: 'transition', issue: String(stage.issue), to, metadata, override: 'true', reason: to };
      await stage.step(inputs);
    }
    expect(stage.record(stage.issue).segments).toEqual([]);
    const options = { api: stage.fake, as: 'monalisa' };
    await cli(['redact', stage.name, '--actor', 'octocat', '--reason', 'x'.repeat(1000)], options);
    expect(stage.record(stage.issue).segments).toHaveLength(1);
    for (const { body } of stage.world.comments(stage.issue)) expect(body).not.toContain('octocat');
    const [, codes] = await verified(stage);
    expect(codes).toEqual(['not_corroborated']);
    const next = await stage.tracked('issues', 'labeled', { number: stage.issue });
    expect(next.outputs).toMatchObject({ outcome: 'unchanged' });
    expect(next.annotations).toEqual([]);
  });
});

/** CI that fails, is started again, fails … */
function failingAgain(steps: number): readonly string[] {
  return Array.from({ length: steps }, (_, index) => (index % 2 === 0 ? 'ci_failed' : 'ci_pending'));
}
