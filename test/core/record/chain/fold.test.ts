import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtinLifecycle } from '../../../../src/codec/lifecycle/builtin.ts';
import { traitsIn } from '../../../../src/core/lifecycle/traits.ts';
import { appendEntries, type Draft } from '../../../../src/core/record/append/append.ts';
import { carriedOver, type Folded, foldEntry, foldGenesis } from '../../../../src/core/record/chain/fold.ts';
import type { LoopRecord } from '../../../../src/core/record/record.ts';
import { anyRecord } from '../../../support/arbitraries.ts';
import { inOrder } from '../../by-hand.ts';
import { aNote, aRejection, aStamp, aStep, GENESIS, recordOf } from '../../sample-drafts.ts';
import { at, HEAD, OTHER_HEAD } from '../../sample-facts.ts';

const traitsOf = traitsIn(builtinLifecycle('standard'));
const cycle = (number: number) => ({ basis: { observed: null, sha: null, cycle: number, rules: null } });

function foldedFromScratch(record: LoopRecord): Folded {
  return inOrder(record).reduce((folded, entry) => foldEntry(folded, entry, traitsOf), foldGenesis(record.genesis));
}

test('the fold that is kept is the fold from scratch', () => {
  fc.assert(
    fc.property(anyRecord({ maxLength: 12 }), (record) => {
      const folded = foldedFromScratch(record);
      expect(record).toEqual({ ...record, ...folded, head: { ...folded.head, ...carriedOver(record.head) } });
    }),
  );
});

describe('the fold of genesis', () => {
  test('is an unborn record that stands on the genesis', () => {
    expect(foldGenesis(GENESIS)).toMatchObject({
      created_at: at('08:00:00'),
      updated_at: at('08:00:00'),
      closed_at: null,
      head: { seq: 0, cycle: 0, violations: [], provisional: null, merged_pr: null },
    });
  });
});

describe('state and times', () => {
  test('follow the transitions only', () => {
    const record = recordOf([aStep(), aStep({ to: 'task_queued' }), aRejection(), aNote()]);
    expect(record.state).toBe('task_queued');
    expect(record.updated_at).toBe(at('12:00:00'));
    expect(record.created_at).toBe(GENESIS.created_at);
  });

  test('closed_at is the time of the last step into a terminal state, and null after a reopening', () => {
    const closed = recordOf([aStep(), aStep({ to: 'closed', at: at('09:00:00') }), aNote({ at: at('10:00:00') })]);
    expect(closed.closed_at).toBe(at('09:00:00'));
    expect(appendEntries(closed, [aStep({ to: 'task_queued' })], aStamp()).record.closed_at).toBeNull();
  });
});

describe('pull request and checks', () => {
  const url = 'https://github.com/acme/widgets/pull/43';
  const first = recordOf([aStep({ pr: 43, pr_url: url, sha: HEAD })]);

  test('pr_number and pr_url are the last that are not null, of a transition or reproved note', () => {
    const grown = (...drafts: readonly Draft[]) => appendEntries(first, drafts, aStamp()).record;
    expect(grown(aStep({ pr: null, pr_url: null }), aNote({ note: 'reproved', pr: 44 }))).toMatchObject({
      pr_number: 44,
      pr_url: url,
    });
    expect(grown(aNote({ note: 'merge_judged', pr: 44 }), aRejection({ pr: 45 }))).toMatchObject({ pr_number: 43 });
  });

  test('head.pr and head.sha are those of the last transition or reproved note', () => {
    const other = { pr: 44, sha: OTHER_HEAD };
    const headAfter = (draft: Draft) => appendEntries(first, [draft], aStamp()).record.head;
    expect(headAfter(aRejection(other))).toMatchObject({ pr: 43, sha: HEAD });
    expect(headAfter(aNote({ note: 'repair', ...other }))).toMatchObject({ pr: 43, sha: HEAD });
    expect(headAfter(aNote({ note: 'reproved', ...other }))).toMatchObject({ pr: 44, sha: OTHER_HEAD });
    expect(headAfter(aStep({ pr: null, sha: null }))).toMatchObject({ pr: null, sha: null });
  });

  test('head.source and head.basis are those of the last transition', () => {
    const { record } = appendEntries(first, [aStep({ source: 'override', ...cycle(1) }), aNote(cycle(1))], aStamp());
    expect(record.head).toMatchObject({ source: 'override', basis: { cycle: 1 } });
  });

  test('ci_status is the last checks that an entry brought', () => {
    const checks = { build: 'success' };
    const evidence = { at: null, facts: {}, checks };
    const record = recordOf([aStep({ evidence }), aStep()]);
    expect(record.ci_status).toEqual(checks);
    const none = appendEntries(record, [aStep({ evidence: { ...evidence, checks: {} } })], aStamp()).record;
    expect(none.ci_status).toEqual({});
  });
});

describe('violations, cycle, merge and the provisional merge', () => {
  test('violations are listed while the cycle lasts', () => {
    const record = recordOf([aStep(), aRejection({ cause: 'one' }), aStep(), aRejection({ cause: 'two' })]);
    expect(record.head.violations).toEqual([
      { seq: 2, cause: 'one', run_id: '9', accepted: null },
      { seq: 4, cause: 'two', run_id: '9', accepted: null },
    ]);
    const reopened = appendEntries(record, [aStep(cycle(1))], aStamp()).record;
    expect(reopened.head).toMatchObject({ cycle: 1, violations: [] });
    expect(reopened.rejections).toHaveLength(2);
  });

  test('the first rejection of a new cycle stands alone', () => {
    const record = recordOf([aStep(), aRejection(), aRejection({ cause: 'new', ...cycle(1) })], { run: null });
    expect(record.head.violations).toEqual([{ seq: 3, cause: 'new', run_id: null, accepted: null }]);
  });

  test('one that somebody answers for names the note', () => {
    const accept = (seq: unknown) =>
      aNote({ note: 'accept', was: { data: { seq: seq as number }, kept: [], named: [] } });
    const record = recordOf([
      aStep(),
      aRejection({ cause: 'one' }),
      aRejection({ cause: 'two' }),
      accept(3),
      accept('2'),
    ]);
    expect(record.head.violations.map(({ seq, accepted }) => [seq, accepted])).toEqual([
      [2, null],
      [3, 4],
    ]);
  });

  test('judged lists the merges of this cycle that were in order, on the path and beside it', () => {
    const beside = aNote({ note: 'merge_judged', pr: 44, sha: OTHER_HEAD });
    const record = recordOf([aStep({ to: 'merged', pr: 43, sha: HEAD }), beside, aRejection({ pr: 45 })]);
    expect(record.head.judged).toEqual([
      { pr: 43, sha: HEAD },
      { pr: 44, sha: OTHER_HEAD },
    ]);
    expect(appendEntries(record, [aStep(cycle(1))], aStamp()).record.head.judged).toEqual([]);
  });

  test('at is the time of the last step', () => {
    const record = recordOf([aStep(), aNote()]);
    expect(record.head.at).toBe(record.transitions[0]?.timestamp);
  });

  test('merged_pr is the pull request of the merge in this cycle', () => {
    const record = recordOf([aStep({ to: 'merged', pr: 43 }), aStep({ to: 'closed', pr: 43 })]);
    expect(record.head.merged_pr).toBe(43);
    expect(appendEntries(record, [aStep(cycle(1))], aStamp()).record.head.merged_pr).toBeNull();
    const again = appendEntries(record, [aStep({ to: 'merged', pr: 44, ...cycle(1) })], aStamp());
    expect(again.record.head.merged_pr).toBe(44);
  });

  test('a step with no_checks is provisional until late evidence, a new cycle, or for ever', () => {
    const record = recordOf([aStep({ to: 'ci_passed', flags: ['no_checks'], pr: 43, sha: HEAD })]);
    const provisionalAfter = (draft: Draft) => appendEntries(record, [draft], aStamp()).record.head.provisional;
    expect(record.head.provisional).toEqual({ pr: 43, sha: HEAD });
    expect(provisionalAfter(aStep({ to: 'merged' }))).toEqual({ pr: 43, sha: HEAD });
    expect(provisionalAfter(aRejection())).toEqual({ pr: 43, sha: HEAD });
    expect(provisionalAfter(aNote({ note: 'late_evidence' }))).toBeNull();
    expect(provisionalAfter(aStep(cycle(1)))).toBeNull();
  });
});
