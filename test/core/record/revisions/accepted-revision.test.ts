import { describe, expect, test } from 'vitest';
import { draftAct } from '../../../../src/core/record/append/act.ts';
import { appendEntries, type Draft } from '../../../../src/core/record/append/append.ts';
import { eraseRecord } from '../../../../src/core/record/chain/redact.ts';
import type { LoopRecord } from '../../../../src/core/record/record.ts';
import { type Revision, standingRevisions } from '../../../../src/core/record/revisions/accepted-revision.ts';
import { aStamp, aStep, recordOf } from '../../sample-drafts.ts';
import { actor, at } from '../../sample-facts.ts';

const OCTOCAT = actor('583231');
const HUBOT = actor('480938');
const STEP = aStep({ from: 'issue_created', to: 'task_queued', actor: HUBOT });
const GOOD = recordOf([aStep(), STEP]);

function appended(record: LoopRecord, drafts: readonly Draft[]): LoopRecord {
  return appendEntries(
    record,
    drafts,
    aStamp({ recordedAt: at('13:00:00'), lifecycle: null, run: null, settings: null }),
  ).record;
}

function redactedBy(who: typeof OCTOCAT, record: LoopRecord, seqs: readonly number[]): LoopRecord {
  const erasures = seqs.map((seq) => ({ seq, names: ['actor'] }));
  const drafts = erasures.map((data) =>
    draftAct({ note: 'redaction', was: { data }, metadata: { reason: 'x' } }, record, who),
  );
  return appended(eraseRecord(record, erasures), drafts);
}

function repairedBy(who: typeof OCTOCAT, record: LoopRecord): LoopRecord {
  return appended(record, [
    draftAct({ note: 'repair', was: { data: { body: 'x' } }, metadata: { reason: 'x' } }, record, who),
  ]);
}

/** At the hour of the entries that a text brought in last, or that it brought in before it was deleted. */
const kept = (content: Revision['content'], when = at('12:00:00')): Revision => {
  return { at: when, content, editor: null, trusted: true };
};
const by = (editor: typeof OCTOCAT, content: Revision['content'], when = at('13:00:00')): Revision => {
  return { at: when, content, editor, trusted: false };
};

/** Whether the newest may stand; newest first, as people read a history. */
function mayStand(revisions: readonly Revision[]): boolean {
  return standingRevisions(revisions.toReversed()).at(-1) ?? false;
}

describe('may stand', () => {
  test.each<[string, readonly Revision[]]>([
    ['what a keeper of records wrote', [kept(GOOD)]],
    ['a redaction of one entry', [by(OCTOCAT, redactedBy(OCTOCAT, GOOD, [1])), kept(GOOD)]],
    ['a redaction of several entries at once', [by(OCTOCAT, redactedBy(OCTOCAT, GOOD, [1, 2])), kept(GOOD)]],
    [
      'a redaction after a redaction, by somebody else',
      [
        by(HUBOT, redactedBy(HUBOT, redactedBy(OCTOCAT, GOOD, [1]), [2])),
        by(OCTOCAT, redactedBy(OCTOCAT, GOOD, [1])),
        kept(GOOD),
      ],
    ],
    [
      'a redaction where the texts before were deleted',
      [by(OCTOCAT, redactedBy(OCTOCAT, GOOD, [1])), kept('deleted'), kept('deleted')],
    ],
    [
      'a redaction with a gap before it, after which the chain goes on',
      [by(OCTOCAT, redactedBy(OCTOCAT, GOOD, [1])), kept('deleted'), kept(recordOf([aStep()]))],
    ],
    ['a repair', [by(OCTOCAT, repairedBy(OCTOCAT, GOOD)), by(HUBOT, 'unreadable'), kept(GOOD)]],
    [
      'a repair of several foreign edits',
      [by(OCTOCAT, repairedBy(OCTOCAT, GOOD)), by(HUBOT, recordOf([aStep()])), by(HUBOT, 'unreadable'), kept(GOOD)],
    ],
    [
      'a redaction after a repair',
      [
        by(OCTOCAT, redactedBy(OCTOCAT, repairedBy(OCTOCAT, GOOD), [1])),
        by(OCTOCAT, repairedBy(OCTOCAT, GOOD)),
        by(HUBOT, 'unreadable'),
        kept(GOOD),
      ],
    ],
  ])('%s', (_, revisions) => {
    expect(mayStand(revisions)).toBe(true);
  });
});

describe('may not stand', () => {
  const redacted = redactedBy(OCTOCAT, GOOD, [1]);
  test.each<[string, readonly Revision[]]>([
    ['nothing at all', []],
    ['an edit that adds nothing', [by(OCTOCAT, GOOD), kept(GOOD)]],
    [
      'a step',
      [by(OCTOCAT, appended(GOOD, [aStep({ from: 'task_queued', to: 'pr_created', actor: OCTOCAT })])), kept(GOOD)],
    ],
    ['a redaction in the name of somebody else', [by(HUBOT, redacted), kept(GOOD)]],
    ['a redaction by an account that is not known', [{ ...by(OCTOCAT, redacted), editor: null }, kept(GOOD)]],
    ['a redaction that also adds a step', [by(OCTOCAT, redactedBy(OCTOCAT, appended(GOOD, [STEP]), [1])), kept(GOOD)]],
    ['a redaction that changes an entry', [by(OCTOCAT, withFirst(redacted, { to_state: 'approved' })), kept(GOOD)]],
    ['a redaction that changes a field', [by(OCTOCAT, { ...redacted, state: 'approved' }), kept(GOOD)]],
    ['a redaction that drops an entry', [by(OCTOCAT, redactedBy(OCTOCAT, recordOf([aStep()]), [1])), kept(GOOD)]],
    [
      'a redaction on top of what somebody else changed and chained anew',
      [
        by(OCTOCAT, redactedBy(OCTOCAT, recordOf([aStep(), aStep({ ...STEP, to: 'approved' })]), [1])),
        by(HUBOT, recordOf([aStep(), aStep({ ...STEP, to: 'approved' })])),
        kept(GOOD),
      ],
    ],
    ['two repairs in one edit', [by(OCTOCAT, repairedBy(OCTOCAT, repairedBy(OCTOCAT, GOOD))), kept(GOOD)]],
    ['a repair that goes back to what no keeper wrote', [by(OCTOCAT, repairedBy(OCTOCAT, GOOD)), by(HUBOT, GOOD)]],
    ['a redaction where a gap hides another chain', [by(OCTOCAT, redacted), kept('deleted'), kept(recordOf([STEP]))]],
    ['a text that was deleted', [by(OCTOCAT, 'deleted'), kept(GOOD)]],
    ['a text that cannot be read', [by(OCTOCAT, 'unreadable'), kept(GOOD)]],
  ])('%s', (_, revisions) => {
    expect(mayStand(revisions)).toBe(false);
  });
});

function withFirst(record: LoopRecord, change: { readonly to_state: string }): LoopRecord {
  return {
    ...record,
    transitions: record.transitions.map((step, index) => (index === 0 ? { ...step, ...change } : step)),
  };
}

describe('what waits to be told elsewhere', () => {
  const waiting = (record: LoopRecord, outbox: LoopRecord['head']['outbox']): LoopRecord => ({
    ...record,
    head: { ...record.head, outbox },
  });
  const before = waiting(GOOD, { 'webhook:a': 2 });
  const repaired = (outbox: LoopRecord['head']['outbox']) => waiting(repairedBy(OCTOCAT, before), outbox);

  test.each<[string, LoopRecord['head']['outbox'], boolean]>([
    ['stays', { 'webhook:a': 2 }, true],
    ['gets the note, for further sinks', { 'webhook:a': 2, dispatch: 3 }, true],
    ['does not go', null, false],
    ['is not put off', { 'webhook:a': 3 }, false],
    ['is nothing that is not there yet', { 'webhook:a': 2, dispatch: 4 }, false],
  ])('%s', (_, outbox, stands) => {
    expect(mayStand([by(OCTOCAT, repaired(outbox)), kept(before)])).toBe(stands);
  });
});
