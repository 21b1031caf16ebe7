import { describe, expect, test } from 'vitest';
import { systemRandom } from '../../src/adapters/system/system.ts';
import { bodyHash } from '../../src/core/by-hand/repair.ts';
import { NO_TRAITS } from '../../src/core/lifecycle/traits.ts';
import { draftAct } from '../../src/core/record/append/act.ts';
import { appendEntries, type NoteDraft } from '../../src/core/record/append/append.ts';
import type { Was } from '../../src/core/record/entry.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { trustedHash } from '../../src/core/values/ids.ts';
import { forged, nth } from './forge.ts';
import { BOT, type Scene, setScene } from './scene.ts';
import { takenUp, wholeLife } from './whole-life.ts';

const MONA = { id: '2257', login: 'monalisa', type: 'User' } as const;
const ELSEWHERE = trustedHash('A'.repeat(43));

type Claim = (scene: Scene, issue: number) => NoteDraft;

/** Notes that another workflow adds in the name of the bot, hashed and chained as they should be. */
const CLAIMS: readonly (readonly [claim: string, make: Claim])[] = [
  ['an entry was overwritten that never stood there', (scene, issue) => restoring(scene, issue, another(scene, issue))],
  ['an entry is named that never stood there', note('restored', () => ({ named: [ELSEWHERE] }))],
  ['an entry was lost that stands there', (scene, issue) => restoring(scene, issue, scene.record(issue))],
  ['GitHub joined edits, of more than there are', note('edits_coalesced', () => coalesced(40))],
  ['GitHub joined edits that are still to come', note('edits_coalesced', (count) => coalesced(count + 2))],
  ['a text was repaired that never stood there', note('repair', () => repaired(ELSEWHERE, null))],
  ['a repair of what somebody else wrote', repairOf(MONA)],
  ['a repair of what was written at another time', repairOf(null)],
];

describe('a note says of the history what GitHub does not show', () => {
  test.each(CLAIMS)('%s', async (_, claim) => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    scene.rewrite(issue, (record) => appended(record, claim(scene, issue)), BOT);
    const found = await scene.verify(issue);
    expect(found.verdict).toBe('FAIL');
    expect(found.codes).toContain('not_corroborated');
    const history = found.checks.find(({ name }) => name === 'history');
    expect(history?.findings.map(({ code }) => code)).toContain('not_corroborated');
  });
});

describe('a note that is true stands', () => {
  test('on an entry that a late writer dropped', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    const { databaseId, edits } = scene.comment(issue);
    scene.world.editComment(databaseId, nth(edits, 2).body ?? '', BOT);
    await scene.run('issues', 'labeled', { number: issue, label: 'bug' });
    expect(scene.record(issue).notes.map(({ kind }) => kind)).toContain('restored');
    expect((await scene.verify(issue)).codes).not.toContain('not_corroborated');
  });

  test('on edits that GitHub joined', async () => {
    const scene = setScene();
    scene.world.settings.coalesceSeconds = 3_600;
    const issue = await takenUp(scene);
    const pull = scene.world.openPull({ author: 'hubot', closes: [issue] });
    await scene.run('pull_request', 'opened', { pull });
    scene.world.check(pull, { conclusion: 'success' });
    await scene.run('workflow_run', 'completed', { pull });
    expect(scene.record(issue).notes.map(({ kind }) => kind)).toContain('edits_coalesced');
    expect((await scene.verify(issue)).codes).not.toContain('not_corroborated');
  });
});

function note(kind: 'restored' | 'edits_coalesced' | 'repair', was: (revisions: number) => Partial<Was>): Claim {
  return (scene, issue) => {
    const revisions = Math.max(1, scene.comment(issue).edits.length);
    return draftAct({ note: kind, was: was(revisions), metadata: { reason: 'so' } }, scene.record(issue), MONA);
  };
}

function restoring(scene: Scene, issue: number, from: LoopRecord): NoteDraft {
  return note('restored', () => ({ kept: [nth(from.transitions, 2)] }))(scene, issue);
}

/** The same record with one step that never was. */
function another({ record }: Scene, issue: number): LoopRecord {
  return forged(record(issue), ({ transitions }) => void Object.assign(nth(transitions, 2), { trigger: 'never.was' }));
}

function coalesced(revisions: number): Partial<Was> {
  return { data: { revisions, rev: revisions + 1 } };
}

function repaired(body: string, edited_at: string | null): Partial<Was> {
  return { data: { body, edited_at, fields: [], more: 0 } };
}

/** A repair of a text that did stand there, in the name of another editor or of another hour. */
function repairOf(editor: typeof MONA | null): Claim {
  return (scene, issue) => {
    const { edits } = scene.comment(issue);
    const { body, editedAt } = nth(edits, 1);
    const was = repaired(bodyHash(body ?? ''), editor === null ? '2026-11-22T07:00:00Z' : editedAt);
    const metadata = editor === null ? { reason: 'so' } : { reason: 'so', editor };
    return draftAct({ note: 'repair', was, metadata }, scene.record(issue), MONA);
  };
}

function appended(record: LoopRecord, draft: NoteDraft): LoopRecord {
  const stamp = { recordedAt: record.updated_at, run: null, lifecycle: null, settings: null, random: systemRandom };
  const next = appendEntries(record, [draft], { ...stamp, traitsOf: NO_TRAITS }).record;
  return { ...next, head: { ...next.head, rev: record.head.rev + 1 } };
}
