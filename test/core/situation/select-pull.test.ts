import { describe, expect, test } from 'vitest';
import { type DescriptionEdit, type IssueFacts, type PullFacts, UNAVAILABLE } from '../../../src/core/facts/facts.ts';
import type { RecordedPulls } from '../../../src/core/situation/belonging.ts';
import { mergedInEarlierCycle, selectPull } from '../../../src/core/situation/select-pull.ts';
import type { Instant } from '../../../src/core/values/instant.ts';
import { actor, aMergedPull, aPull, at, someFacts, type TimeOfDay } from '../sample-facts.ts';

const NOTHING: RecordedPulls = { pr: null, stepCycle: 0, mergedPr: null, cycle: 0 };

interface Case {
  readonly pulls: readonly PullFacts[];
  readonly issue?: Partial<IssueFacts>;
  readonly recorded?: Partial<RecordedPulls>;
  readonly reopenedAt?: Instant;
  readonly closedAt?: Instant;
}

/** The number of the pull request that decides; null: none. The order of the list must not matter. */
function selected({ pulls, issue = {}, recorded = {}, reopenedAt, closedAt = at('09:45:00') }: Case): number | null {
  const reopened = { reopenedAt: reopenedAt ?? null, reopenings: reopenedAt === undefined ? 0 : 1 };
  const numbers = [pulls, pulls.toReversed()].map((list) => {
    const closing = issue.state === 'closed' ? { closedAt } : {};
    const pull = selectPull(someFacts({ issue, ...reopened, ...closing, pulls: list }), { ...NOTHING, ...recorded });
    if (pull === UNAVAILABLE) throw new Error('unavailable');
    return pull?.number ?? null;
  });
  expect(numbers[0]).toBe(numbers[1]);
  return numbers[0] ?? null;
}

const open = (number: number, change: Partial<PullFacts> = {}): PullFacts => aPull({ number, ...change });
const merged = (number: number, time: TimeOfDay, change: Partial<PullFacts> = {}): PullFacts =>
  aMergedPull({ number, mergedAt: at(time), closedAt: at(time), ...change });

describe('an open issue', () => {
  test.each<[string, Case, number | null]>([
    ['nothing', { pulls: [] }, null],
    ['a closing reference before a keyword', { pulls: [open(1, { link: 'keyword' }), open(2)] }, 2],
    ['the same repository before a fork', { pulls: [open(1, { fromFork: true }), open(2)] }, 2],
    ['a ready one before a draft', { pulls: [open(1, { draft: true }), open(2)] }, 2],
    ['the lowest number', { pulls: [open(2), open(1)] }, 1],
    [
      'a keyword here before a reference from a fork',
      { pulls: [open(1, { fromFork: true }), open(2, { link: 'keyword' })] },
      2,
    ],
    ['a draft here before a ready fork', { pulls: [open(1, { fromFork: true }), open(2, { draft: true })] }, 2],
    [
      'the one of the record, whatever the others',
      { pulls: [open(1), open(9, { draft: true })], recorded: { pr: 9 } },
      9,
    ],
    ['the record not, once it is closed', { pulls: [open(1), open(9, { state: 'closed' })], recorded: { pr: 9 } }, 1],
    ['the record not, once it is unlinked', { pulls: [open(1), open(9, { link: 'none' })], recorded: { pr: 9 } }, 1],
    ['one that is stacked on another after one that is not', { pulls: [open(1, { stacked: true }), open(2)] }, 2],
    ['one that is stacked where there is no other', { pulls: [open(1, { stacked: true })] }, 1],
    ['a merged one whose base is on its way', { pulls: [merged(1, '09:00:00', { stacked: true })] }, 1],
    ['none that is closed unmerged', { pulls: [open(1, { state: 'closed' })] }, null],
    ['an open one before a merged one', { pulls: [merged(1, '09:00:00'), open(2)] }, 2],
    ['else the last merged', { pulls: [merged(2, '09:00:00'), merged(1, '09:30:00')] }, 1],
    [
      'of two merged in one second the same one each time',
      { pulls: [merged(2, '09:00:00'), merged(1, '09:00:00')] },
      2,
    ],
  ])('takes %s', (_name, one, number) => {
    expect(selected(one)).toBe(number);
  });
});

describe('a branch of the issue', () => {
  const branch = (number: number, change: Partial<PullFacts> = {}): PullFacts =>
    open(number, { link: 'branch', ...change });
  test.each<[string, Case, number | null]>([
    ['counts for an open issue', { pulls: [branch(1)] }, 1],
    ['counts for a closed one', { pulls: [branch(1)], issue: { state: 'closed' } }, 1],
    ['counts once it is merged', { pulls: [merged(1, '09:00:00', { link: 'branch' })] }, 1],
    ['is weaker than a description', { pulls: [branch(1), open(2, { link: 'keyword' })] }, 2],
  ])('%s', (_name, one, number) => {
    expect(selected(one)).toBe(number);
  });
});

describe('a description that was edited after the merge', () => {
  const edited = (change: Partial<DescriptionEdit> = {}, pull: Partial<PullFacts> = {}): PullFacts =>
    merged(1, '09:00:00', {
      link: 'keyword',
      edited: { at: at('09:30:00'), by: actor('8'), mayPush: true, ...change },
      ...pull,
    });
  test.each<[string, Case, number | null]>([
    ['counts where its editor may push', { pulls: [edited()] }, 1],
    ['does not count where he may not', { pulls: [edited({ mayPush: false })] }, null],
    [
      'counts like any other where the edit came before',
      { pulls: [edited({ at: at('08:59:00'), mayPush: false })] },
      1,
    ],
    [
      'does not count for a close that came more than seven days later',
      { pulls: [edited()], issue: { state: 'closed' }, closedAt: '2026-11-29T09:00:01Z' },
      null,
    ],
    [
      'does not matter for the one that closed the issue',
      {
        pulls: [edited({ mayPush: false }, { link: 'reference' })],
        issue: { state: 'closed', closer: { kind: 'pull_request', number: 1 } },
      },
      1,
    ],
    ['does not matter for one that a step names', { pulls: [edited({ mayPush: false })], recorded: { pr: 1 } }, 1],
  ])('%s', (_name, one, number) => {
    expect(selected(one)).toBe(number);
  });

  test.each<PullFacts>([edited({ mayPush: UNAVAILABLE }), edited({}, { edited: UNAVAILABLE })])(
    'is unknown while %# is',
    (pull) => {
      expect(selectPull(someFacts({ pulls: [pull] }), NOTHING)).toBe(UNAVAILABLE);
      expect(selectPull(someFacts({ pulls: [pull, open(2)] }), NOTHING)).toMatchObject({ number: 2 });
    },
  );
});

describe('a merge that came after the item was set aside', () => {
  const issue = { state: 'closed', stateReason: 'not_planned' } as const;
  test.each<[string, Case, number | null]>([
    ['does not lead it', { pulls: [merged(1, '09:30:00')], issue, closedAt: at('09:00:00') }, null],
    ['leads it where it came before', { pulls: [merged(1, '08:30:00')], issue, closedAt: at('09:00:00') }, 1],
    [
      'leads it where it was closed as completed',
      { pulls: [merged(1, '09:30:00')], issue: { ...issue, stateReason: 'completed' }, closedAt: at('09:00:00') },
      1,
    ],
  ])('%s', (_name, one, number) => {
    expect(selected(one)).toBe(number);
  });
});

describe('a recorded merge', () => {
  const recorded = { pr: 1, mergedPr: 1 };
  const before = merged(1, '09:00:00');
  test.each<[string, Case, number | null]>([
    ['gives way to an open one of ours', { pulls: [before, open(2)], recorded }, 2],
    ['stands before a stranger’s', { pulls: [before, open(2, { fromFork: true, outsider: true })], recorded }, 1],
    [
      'stands while it is not known whose',
      { pulls: [before, open(2, { fromFork: true, outsider: UNAVAILABLE })], recorded },
      1,
    ],
    ['stands before one that only holds it', { pulls: [{ ...before, stacked: true }], recorded }, 1],
  ])('%s', (_name, one, number) => {
    expect(selected(one)).toBe(number);
  });
});

test('that there is none is unknown while not all were read', () => {
  expect(selectPull(someFacts({ morePulls: true }), NOTHING)).toBe(UNAVAILABLE);
  expect(selectPull(someFacts({ morePulls: true, pulls: [open(2)] }), NOTHING)).toMatchObject({ number: 2 });
});

describe('a closed issue', () => {
  const closed = { state: 'closed' } as const;
  test.each<[string, Case, number | null]>([
    [
      'the one that closed it, though another is open or was merged later',
      {
        pulls: [open(1), merged(2, '09:00:00'), merged(3, '09:30:00')],
        issue: { ...closed, closer: { kind: 'pull_request', number: 2 } },
      },
      2,
    ],
    ['else the last merged, though another is open', { pulls: [open(1), merged(2, '09:00:00')], issue: closed }, 2],
    ['else as if it were open', { pulls: [open(2), open(1, { draft: true })], issue: closed }, 2],
    [
      'none where the closer is not among them',
      { pulls: [], issue: { ...closed, closer: { kind: 'pull_request', number: 99 } } },
      null,
    ],
    [
      'not a former closer, once it is open again',
      {
        pulls: [merged(2, '08:30:00')],
        issue: { closer: { kind: 'pull_request', number: 2 } },
        reopenedAt: at('08:40:00'),
      },
      null,
    ],
  ])('takes %s', (_name, one, number) => {
    expect(selected(one)).toBe(number);
  });
});

describe('a cycle', () => {
  const reopenedAt = at('09:10:00');
  test.each<[string, Case, number | null]>([
    ['a merge before the last reopening is past', { pulls: [merged(1, '09:00:00')], reopenedAt }, null],
    ['a merge after it counts', { pulls: [merged(1, '09:00:00'), merged(2, '09:20:00')], reopenedAt }, 2],
    [
      'a recorded merge stays, linked or not',
      { pulls: [merged(1, '09:20:00', { link: 'none' })], recorded: { mergedPr: 1, cycle: 1 }, reopenedAt },
      1,
    ],
    [
      'a recorded merge of an earlier cycle does not',
      { pulls: [merged(1, '09:20:00', { link: 'none' })], recorded: { mergedPr: 1, cycle: 0 }, reopenedAt },
      null,
    ],
    [
      'a recorded merge stays until another is open',
      { pulls: [merged(1, '09:20:00', { link: 'none' }), open(2)], recorded: { mergedPr: 1, cycle: 1 }, reopenedAt },
      2,
    ],
    ['an unlinked merge that is not recorded never counts', { pulls: [merged(1, '09:20:00', { link: 'none' })] }, null],
  ])('%s', (_name, one, number) => {
    expect(selected(one)).toBe(number);
  });
});

test('an item that is a pull request decides for itself', () => {
  const facts = someFacts({ issue: null, pulls: [open(42, { state: 'closed', link: 'none', stacked: true })] });
  expect(selectPull(facts, NOTHING)).toMatchObject({ number: 42 });
});

test('pull requests that could not be read are unavailable', () => {
  expect(selectPull(someFacts({ pulls: UNAVAILABLE }), NOTHING)).toBe(UNAVAILABLE);
});

describe('merged in an earlier cycle', () => {
  test.each<[string, Instant | null, TimeOfDay, boolean]>([
    ['never reopened', null, '08:30:00', false],
    ['merged before the last reopening', at('09:00:00'), '08:30:00', true],
    ['merged after it', at('09:00:00'), '09:30:00', false],
  ])('%s', (_name, reopenedAt, time, expected) => {
    expect(mergedInEarlierCycle(someFacts({ reopenedAt, pulls: [merged(1, time)] }))).toBe(expected);
  });

  test('not known while the pull requests are not', () => {
    expect(mergedInEarlierCycle(someFacts({ reopenedAt: at('09:00:00'), pulls: UNAVAILABLE }))).toBe(UNAVAILABLE);
    expect(mergedInEarlierCycle(someFacts({ pulls: UNAVAILABLE }))).toBe(false);
  });
});
