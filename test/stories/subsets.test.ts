import { describe, expect, it } from 'vitest';
import { LIFECYCLES, type LifecycleName } from './story.ts';
import { otherEnds, retell } from './subsets.ts';
import { HEALED, STORIES, VIOLATIONS } from './table.ts';

/** Where the end does depend on which events were seen: the other ends that there can be, and why. */
type Exceptions = { readonly [id: string]: { readonly ends: readonly string[]; readonly why: string } };

const GONE_UNSEEN: Exceptions = {
  34: { ends: ['issue_created'], why: 'the issue was assigned and unassigned again, unseen' },
};

const EXCEPTIONS: { readonly [lifecycle in LifecycleName]: Exceptions } = {
  standard: {
    ...GONE_UNSEEN,
    30: { ends: ['issue_created'], why: 'the pull request came and was closed again, unseen' },
    31: { ends: ['issue_created'], why: 'the pull request came and was closed again, unseen' },
    39: { ends: ['issue_created'], why: 'the pull request was not seen before it was unlinked' },
    60: { ends: ['ci_failed'], why: 'the merge was seen only when its checks had failed: then it is refused' },
  },
  strict: {
    ...GONE_UNSEEN,
    '05': { ends: ['ci_passed'], why: 'the approval was not seen while it was current, and cannot be entered later' },
    '07': { ends: ['awaiting_review'], why: 'no way back from an approval that was seen: its gate is lost' },
    14: { ends: ['closed'], why: 'no way back from a review that was seen to be awaited; unseen, none was asked for' },
    26: {
      ends: ['issue_created', 'task_queued'],
      why: 'the merge belongs to an earlier cycle if its close was not seen',
    },
    30: { ends: ['issue_created'], why: 'no way back from the pull request that was seen: its gate is lost' },
    31: { ends: ['issue_created'], why: 'no way back from the pull request that was seen' },
    33: { ends: ['issue_created'], why: 'no way out for a closed pull request: it stays where it was seen' },
    35: { ends: ['ci_pending'], why: 'no way back from an approval that was seen: its gate is lost' },
    39: { ends: ['issue_created'], why: 'the pull request was not seen before it was unlinked' },
    48: { ends: ['closed'], why: 'no way back from an approval that was seen; unseen, none was asked for' },
    51: { ends: ['task_queued'], why: 'no way back from `closed`, if that was seen' },
    52: { ends: ['ci_pending'], why: 'no way back from an approval that was seen: its gate is lost' },
    53: { ends: ['task_queued'], why: 'no way back from a merge that was seen: its gate is lost' },
    56: { ends: ['ci_failed'], why: 'no way back from an approval that was seen: the merge is refused from there' },
    57: { ends: ['ci_failed'], why: 'no way back from a success that was seen: the merge is refused from there' },
    60: { ends: ['ci_failed'], why: 'no way back from a success that was seen: the merge is refused from there' },
    64: { ends: ['issue_created'], why: 'no way out for an item that is set aside: it stays where it was seen' },
    65: { ends: ['awaiting_review'], why: 'no way back from `closed`, if that was seen' },
    66: { ends: ['issue_created'], why: 'the issue was reopened, unseen' },
    67: { ends: ['task_queued'], why: 'no way back from the pull request that was seen' },
    68: { ends: ['issue_created'], why: 'no way back from the pull request that was seen' },
    71: { ends: ['issue_created'], why: 'the issue was assigned and unassigned again, unseen' },
    72: {
      ends: ['closed'],
      why: 'no way back from a review that was seen to be awaited; unseen, nothing was left to wait for',
    },
    82: { ends: ['ci_passed'], why: 'no way back from a review that was seen to be awaited' },
  },
};

/** Stories whose last event alone begins no record. */
const LAST_IS_ELSEWHERE = ['11', '19', '22', '51', '74', '75'];

describe.each(LIFECYCLES)('events that never arrive, in %s', (lifecycle) => {
  const all = STORIES.map((story) => ({ story, retellings: retell(story, lifecycle) }));

  it.each(all.map(({ story, retellings }) => ({ id: story.id, story, retellings })))(
    'leave the end of story $id as it is, or as its exception says',
    ({ id, story, retellings }) => {
      expect(otherEnds(story, lifecycle, retellings)).toEqual(EXCEPTIONS[lifecycle][id]?.ends ?? []);
    },
  );

  it('leave no fault in any record, and no merge out of order', () => {
    const faults = all.flatMap(({ story, retellings }) =>
      retellings.flatMap((one) => one.faults.map((fault) => `${story.id} with ${one.kept.join()}: ${fault}`)),
    );
    expect(faults).toEqual([]);
  });

  it('leave no record where only a sweep or an event of another item is left', () => {
    const elsewhere = all.flatMap(({ story, retellings }) =>
      retellings.filter((one) => one.isFromElsewhere).map((one) => [story.id, one.end]),
    );
    expect(elsewhere).toEqual(LAST_IS_ELSEWHERE.map((id) => [id, null]));
  });

  it('are every subset that keeps the last event and the assertions', () => {
    const sizes = Object.fromEntries(all.map(({ story, retellings }) => [story.id, retellings.length]));
    // Seven rows, none an assertion; five rows, one of them an assertion; one row.
    expect([sizes['01'], sizes['44'], sizes['18']]).toEqual([64, 8, 1]);
  });

  it('have no exception for a story that is not told', () => {
    const ids = STORIES.map((story) => story.id);
    expect(Object.keys(EXCEPTIONS[lifecycle]).filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe('red jobs in standard, whichever events arrive', () => {
  const reds = (ids: (id: string) => boolean): readonly string[] =>
    STORIES.filter((story) => ids(story.id)).flatMap((story) =>
      retell(story, 'standard')
        .filter((one) => !one.isFromElsewhere)
        .map((one) => `${story.id}: ${one.reds}`),
    );

  it('are none in a healthy story', () => {
    expect([...new Set(reds((id) => !VIOLATIONS.has(id)))].filter((count) => !count.endsWith(': 0'))).toEqual([]);
  });

  it('are exactly one for a violation that lasts', () => {
    const lasting = (id: string): boolean => VIOLATIONS.has(id) && !HEALED.has(id);
    expect([...new Set(reds(lasting))].filter((count) => !count.endsWith(': 1'))).toEqual([]);
  });
});
