import { describe, expect, test } from 'vitest';
import { type IssueFacts, type PullFacts, UNAVAILABLE } from '../../../src/core/facts/facts.ts';
import { mergedInEarlierCycle, type RecordedPulls, selectPull } from '../../../src/core/facts/select-pull.ts';
import { aMergedPull, aPull, at, someFacts } from '../sample-facts.ts';

const NOTHING: RecordedPulls = { pr: null, mergedPr: null, cycle: 0 };

interface Case {
  readonly pulls: readonly PullFacts[];
  readonly issue?: Partial<IssueFacts>;
  readonly recorded?: Partial<RecordedPulls>;
  readonly reopenedAt?: string;
}

/** The number of the pull request that decides; null: none. The order of the list must not matter. */
function selected({ pulls, issue = {}, recorded = {}, reopenedAt }: Case): number | null {
  const reopened = { reopenedAt: reopenedAt ?? null, reopenings: reopenedAt === undefined ? 0 : 1 };
  const numbers = [pulls, pulls.toReversed()].map((list) => {
    const pull = selectPull(someFacts({ issue, ...reopened, pulls: list }), { ...NOTHING, ...recorded });
    if (pull === UNAVAILABLE) throw new Error('unavailable');
    return pull?.number ?? null;
  });
  expect(numbers[0]).toBe(numbers[1]);
  return numbers[0] ?? null;
}

const open = (number: number, change: Partial<PullFacts> = {}): PullFacts => aPull({ number, ...change });
const merged = (number: number, time: string, change: Partial<PullFacts> = {}): PullFacts =>
  aMergedPull({ number, mergedAt: at(time), closedAt: at(time), ...change });

describe('an open issue', () => {
  test.each<[string, Case, number | null]>([
    ['nothing', { pulls: [] }, null],
    ['a closing reference before a keyword', { pulls: [open(1, { link: 'keyword' }), open(2)] }, 2],
    ['the same repository before a fork', { pulls: [open(1, { fromFork: true }), open(2)] }, 2],
    ['a ready one before a draft', { pulls: [open(1, { draft: true }), open(2)] }, 2],
    ['the lowest number', { pulls: [open(2), open(1)] }, 1],
    [
      'a reference from a fork before a keyword',
      { pulls: [open(1, { link: 'keyword' }), open(2, { fromFork: true })] },
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
    ['none that is stacked on another', { pulls: [open(1, { stacked: true })] }, null],
    ['the record not, once it is stacked', { pulls: [open(1, { stacked: true })], recorded: { pr: 1 } }, null],
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

describe('a branch name', () => {
  const branch = (number: number, change: Partial<PullFacts> = {}): PullFacts =>
    open(number, { link: 'branch', ...change });
  test.each<[string, Case, number | null]>([
    ['counts for an open issue without another pull request', { pulls: [branch(1)] }, 1],
    ['does not count beside a linked one', { pulls: [branch(1), open(2, { draft: true, fromFork: true })] }, 2],
    ['does not count beside one that was closed', { pulls: [branch(1), open(2, { state: 'closed' })] }, null],
    ['does not count for a closed issue', { pulls: [branch(1)], issue: { state: 'closed' } }, null],
    ['does not count from a fork', { pulls: [branch(1, { fromFork: true })] }, null],
    [
      'does not count from a fork once it is merged',
      { pulls: [merged(1, '09:00:00', { link: 'branch', fromFork: true })] },
      null,
    ],
    [
      'does not count beside a linked one once both are merged',
      { pulls: [merged(1, '09:30:00', { link: 'branch' }), merged(2, '09:00:00')] },
      2,
    ],
  ])('%s', (_name, one, number) => {
    expect(selected(one)).toBe(number);
  });
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
  test.each([
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
