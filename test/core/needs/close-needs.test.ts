import { describe, expect, test } from 'vitest';
import { type Facts, type PullFacts, UNAVAILABLE } from '../../../src/core/facts/facts.ts';
import { closeNeeds } from '../../../src/core/needs/close-needs.ts';
import type { Instant } from '../../../src/core/values/instant.ts';
import { aMergedPull, aPull, at, someFacts } from '../sample-facts.ts';

const mention = (number: number, mergedAt: Instant) => ({
  number,
  url: `https://github.com/o/r/pull/${number}`,
  mergedAt,
});
const CLOSED = { state: 'closed', closer: { kind: 'hand' } } as const;

function named(facts: Facts, pull: PullFacts | null): readonly string[] {
  return closeNeeds({ facts, pull }, 'done').map(({ kind, names }) => [kind, ...names].join(' '));
}

describe('what a close lacks', () => {
  test('names merged pull requests that mention the issue, of this cycle and of the week before the close', () => {
    const mentions = [
      mention(1, '2026-11-14T08:59:59Z'),
      mention(2, '2026-11-21T08:59:59Z'),
      mention(3, '2026-11-21T09:00:01Z'),
      mention(4, '2026-11-22T09:00:00Z'),
      mention(5, '2026-11-22T09:00:01Z'),
    ];
    const closedAt = '2026-11-22T09:00:00Z';
    const facts = someFacts({ issue: { ...CLOSED, mentions }, closedAt });
    expect(named(facts, null)).toEqual(['pull_request #2 #3 #4']);
    expect(named({ ...facts, reopenedAt: '2026-11-21T09:00:00Z', reopenings: 1 }, null)).toEqual([
      'pull_request #3 #4',
    ]);
  });

  test('names nobody where mentions could not be read, and nothing where there is nothing to say', () => {
    const closedAt = at('09:00:00');
    expect(named(someFacts({ issue: { ...CLOSED, mentions: UNAVAILABLE }, closedAt }), null)).toEqual(['pull_request']);
    expect(named(someFacts({ issue: { state: 'open' } }), null)).toEqual([]);
    expect(named(someFacts({ issue: CLOSED, closedAt }), aMergedPull({}))).toEqual([]);
    expect(named(someFacts({ issue: CLOSED, closedAt }), aPull({}))).toEqual([]);
    expect(named(someFacts({ issue: { ...CLOSED, closer: UNAVAILABLE }, closedAt }), null)).toEqual([]);
  });
});
