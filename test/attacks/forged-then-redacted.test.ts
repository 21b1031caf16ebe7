import { describe, expect, test } from 'vitest';
import { systemRandom } from '../../src/adapters/system/system.ts';
import { builtinLifecycle } from '../../src/codec/lifecycle/builtin.ts';
import { bodyHash } from '../../src/core/by-hand/repair.ts';
import { traitsIn } from '../../src/core/lifecycle/traits.ts';
import { draftAct } from '../../src/core/record/append/act.ts';
import { appendEntries, type Draft, type NoteDraft } from '../../src/core/record/append/append.ts';
import { type Erasure, eraseRecord } from '../../src/core/record/chain/redact.ts';
import type { Was } from '../../src/core/record/entry.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import type { Actor } from '../../src/core/values/actor.ts';
import { cli } from '../cli/run-cli-here.ts';
import type { ItemStage } from '../cli/stage.ts';
import { forged, nth } from './forge.ts';
import { bodyWith, recordIn } from './scene.ts';
import { expectFound, expectRefused, expectSound, nextRun, openRecorded, PERSON, replaceBody } from './standing.ts';

const MONA: Actor = { id: '2257', login: PERSON, type: 'User' };
const MAINTAINER: Actor = { id: '583231', login: 'octocat', type: 'User' };

const redactionWas = ({ seq, names }: Erasure) => ({ data: { seq, names: [...names] } });

type Forge = (record: LoopRecord) => LoopRecord;

/** What the attacker wants: a merge that no review was asked for, in the maintainer's name. */
const OVERRIDDEN: Forge = (record) => appended(record, [override(record)]);
/** A note in the attacker's own name, so that the last entry is one that people may add. */
const redacted =
  (...erasures: readonly Erasure[]): Forge =>
  (record) =>
    appended(
      eraseRecord(record, erasures),
      erasures.map((one) => note(record, 'redaction', redactionWas(one))),
    );
const FIRST: Erasure = { seq: 1, names: ['actor'] };

const REPAIR = { data: { body: 'A'.repeat(43), edited_at: null, fields: [], more: 0 } };

/** Edits of the record comment by one person, one after another. */
const DEEDS: readonly (readonly [deed: string, forges: readonly Forge[]])[] = [
  ['a forged override, then a redaction', [OVERRIDDEN, redacted(FIRST)]],
  ['both in one edit', [(record) => redacted(FIRST)(OVERRIDDEN(record))]],
  ['a redaction, then a forged override', [redacted(FIRST), OVERRIDDEN]],
  ['an override hidden between two redactions', [redacted(FIRST), OVERRIDDEN, redacted({ seq: 2, names: ['actor'] })]],
  ['a redaction of what is not there', [(record) => redacted({ seq: 99, names: ['actor'] })(OVERRIDDEN(record))]],
  ['a redaction that erases more than it says', [(record) => alsoErased(redacted(FIRST)(record))]],
  ['a redaction that erases nothing', [(record) => appended(record, [note(record, 'redaction', redactionWas(FIRST))])]],
  ['a redaction and another state', [(record) => ({ ...redacted(FIRST)(record), state: 'approved' })]],
  ['a redaction and no more violations', [(record) => withHead(redacted(FIRST)(record), { merged_pr: 2 })]],
  ['a redaction, then another state', [redacted(FIRST), (record) => ({ ...record, state: 'approved' })]],
  [
    'a redaction that begins another cycle',
    [
      (record) =>
        appended(eraseRecord(record, [FIRST]), [
          { ...note(record, 'redaction', redactionWas(FIRST)), basis: { ...record.head.basis, cycle: 5 } },
        ]),
    ],
  ],
  [
    'a redaction that says what was law',
    [
      (record) =>
        appended(eraseRecord(record, [FIRST]), [
          { ...note(record, 'redaction', redactionWas(FIRST)), source: 'observed', flags: ['unproven'] },
        ]),
    ],
  ],
  ['a redaction of a past that is another', [(record) => redacted(FIRST)(without(record))]],
  [
    'a repair that goes back to the forgery',
    [OVERRIDDEN, (record) => appended(record, [note(record, 'repair', REPAIR)])],
  ],
  [
    'a redaction in the name of somebody else',
    [(record) => appended(record, [{ ...note(record, 'redaction', redactionWas(FIRST)), actor: MAINTAINER }])],
  ],
];

describe('a person forges an entry and signs with one that people may add', () => {
  test.each(DEEDS)('%s', async (_, forges) => {
    const stage = await openRecorded();
    for (const forge of forges) edit(stage, forge);
    await expectRefused(stage);
    await expectFound(stage, 'FAIL', PERSON);
  });

  test('goes back behind honest entries with a repair', async () => {
    const stage = await openRecorded();
    const { edits, body } = stage.comment(stage.issue);
    const older = recordIn(nth(edits, 1).body ?? '');
    const found = { data: { body: bodyHash(body), edited_at: null, fields: [], more: 0 } };
    const cut = appended(older, [note(older, 'repair', found)]);
    replaceBody(stage, bodyWith({ ...cut, head: { ...cut.head, rev: edits.length + 1 } }, 'x'));
    await expectRefused(stage);
    await expectFound(stage, 'FAIL', PERSON);
  });

  test('and deletes the text of the forgery', async () => {
    const stage = await openRecorded();
    edit(stage, OVERRIDDEN);
    edit(stage, redacted(FIRST));
    stage.world.deleteRevision(stage.comment(stage.issue).databaseId, 1, { by: PERSON });
    await expectRefused(stage);
    await expectFound(stage, 'FAIL', PERSON);
  });

  test('and deletes all texts but the last, two redactions among them', async () => {
    const stage = await openRecorded();
    edit(stage, redacted(FIRST));
    edit(stage, OVERRIDDEN);
    edit(stage, redacted({ seq: 2, names: ['actor'] }));
    const { databaseId, edits } = stage.comment(stage.issue);
    for (let index = 1; index < edits.length; index++) stage.world.deleteRevision(databaseId, index, { by: PERSON });
    await expectRefused(stage);
    await expectFound(stage, 'FAIL', PERSON);
  });

  test('and redacts with the command itself, which refuses', async () => {
    const stage = await openRecorded();
    edit(stage, OVERRIDDEN);
    const before = stage.comment(stage.issue).body;
    const args = ['redact', stage.name, '--actor', 'hubot', '--reason', 'They asked for it.'];
    const { stderr, exitCode } = await cli(args, { api: stage.fake, as: PERSON });
    expect(stderr).toContain('record_tampered');
    expect(exitCode).toBe(2);
    expect(stage.comment(stage.issue).body).toBe(before);
  });

  test('and `repair` goes back behind it', async () => {
    const stage = await openRecorded();
    const { hash } = stage.record(stage.issue).head;
    edit(stage, OVERRIDDEN);
    edit(stage, redacted(FIRST));
    const args = ['repair', stage.name, '--reason', 'Forged.'];
    const { stdout } = await cli(args, { api: stage.fake });
    expect(stdout).toContain(`last edited by ${PERSON}`);
    expect(nth(stage.record(stage.issue).notes, -1)).toMatchObject({ kind: 'repair', prev_hash: hash });
    await expectFound(stage, 'PASS', 'foreign_editor', PERSON);
  });
});

describe('what a writer brings in with an edit that a run then writes over', () => {
  test('is not put back as if a run had written it', async () => {
    const stage = await openRecorded();
    const { body } = stage.comment(stage.issue);
    edit(stage, OVERRIDDEN);
    replaceBody(stage, body, 'github-actions');
    await nextRun(stage);
    expect(stage.record(stage.issue).notes).toEqual([]);
    expect(stage.comment(stage.issue).body).not.toContain('"source":"override"');
  });

  test('but a redaction is, and nothing that it erased comes back', async () => {
    const stage = await openRecorded();
    const { body } = stage.comment(stage.issue);
    edit(stage, redacted({ seq: 3, names: ['actor'] }));
    replaceBody(stage, body, 'github-actions');
    await nextRun(stage);
    expect(stage.record(stage.issue).notes).toMatchObject([{ kind: 'restored' }]);
    expect(nth(stage.record(stage.issue).transitions, 2).actor).toMatchObject({ redacted: expect.any(String) });
  });
});

describe('what a person may do', () => {
  test('a redaction, another by somebody else, and the texts before are deleted: all goes on', async () => {
    const stage = await openRecorded();
    for (const [login, as] of [
      ['hubot', PERSON],
      ['octocat', 'hubot'],
    ] as const) {
      const args = ['redact', stage.name, '--actor', login, '--reason', 'They asked for it.'];
      expect(await cli(args, { api: stage.fake, as })).toMatchObject({ exitCode: 0 });
    }
    await expectSound(stage);
    const { databaseId, edits } = stage.comment(stage.issue);
    for (let index = 1; index < edits.length; index++) stage.world.deleteRevision(databaseId, index, { by: PERSON });
    expect((await nextRun(stage)).outputs).toMatchObject({ outcome: 'transitioned', state: 'ci_passed' });
    expect((await stage.tracked('issues', 'labeled', { number: stage.issue })).exitCode).toBe(0);
  });

  test('costs one request more until the next write, and none after it', async () => {
    const stage = await openRecorded();
    const args = ['redact', stage.name, '--actor', 'hubot', '--reason', 'They asked for it.'];
    await cli(args, { api: stage.fake, as: PERSON });
    await stage.tracked('issues', 'labeled', { number: stage.issue });
    expect(stage.requests()).toEqual(['GraphQL Item', 'GraphQL Edits']);
    await nextRun(stage);
    await stage.tracked('issues', 'labeled', { number: stage.issue });
    expect(stage.requests()).toEqual(['GraphQL Item']);
  });
});

function edit(stage: ItemStage, forge: Forge): void {
  const { head, ...rest } = stage.record(stage.issue);
  const next = forge({ ...rest, head: { ...head, rev: head.rev + 1 } });
  replaceBody(stage, bodyWith(next, 'x'));
}

function appended(record: LoopRecord, drafts: readonly Draft[], recordedAt = record.updated_at): LoopRecord {
  const lifecycle = builtinLifecycle('standard');
  const stamp = { recordedAt, run: null, lifecycle: null, settings: null, random: systemRandom };
  return appendEntries(record, drafts, { ...stamp, traitsOf: traitsIn(lifecycle) }).record;
}

function note(record: LoopRecord, kind: 'redaction' | 'repair', was: Partial<Was>): NoteDraft {
  return draftAct({ note: kind, was, metadata: { reason: 'They asked for it.' } }, record, MONA);
}

function override(record: LoopRecord): Draft {
  const { pr, sha, basis } = record.head;
  return {
    ...{ kind: 'transition', from: record.state, to: 'approved', trigger: 'workflow.asserted', at: null },
    ...{ source: 'override', actor: MAINTAINER, pr, pr_url: record.pr_url, sha, basis },
    ...{ evidence: { at: null, facts: {}, checks: null }, flags: [], metadata: { reason: 'I said so.' } },
  };
}

/** Another first step, and all hashes made anew. */
function without(record: LoopRecord): LoopRecord {
  return forged(record, ({ transitions }) => void Object.assign(nth(transitions, 0), { source: 'asserted' }));
}

/** Whoever did the second step is gone too, and no note says so. */
function alsoErased(record: LoopRecord): LoopRecord {
  return eraseRecord(record, [{ seq: 2, names: ['actor'] }]);
}

function withHead(record: LoopRecord, change: Partial<LoopRecord['head']>): LoopRecord {
  return { ...record, head: { ...record.head, ...change } };
}
