import { describe, expect, test } from 'vitest';
import { type Closer, type Facts, type PullFacts, UNAVAILABLE } from '../../../src/core/facts/facts.ts';
import { planItem } from '../../../src/core/plan/plan.ts';
import type { Instant } from '../../../src/core/values/instant.ts';
import { LAW_DEFAULTS } from '../../../src/core/values/settings.ts';
import { assertion, carriedOut, type RequestChange, recordAfter, request, STRICT, stepsOf } from '../run-plan.ts';
import { aCheck, aMergedPull, aPull, at, HEAD, someFacts } from '../sample-facts.ts';

// All runs of these tests are at 12:00:00.
const JUST_NOW = at('11:50:01');
const TEN_MINUTES_AGO = at('11:50:00');

const byCommit: Closer = {
  kind: 'commit',
  sha: HEAD,
  url: `https://github.com/acme/widgets/commit/${HEAD}`,
  pulls: [43],
};
const green = { checks: [aCheck()] };

function closed(
  change: { closer?: Closer | typeof UNAVAILABLE; at?: Instant; pulls?: readonly PullFacts[] } = {},
): Facts {
  const { closer = byCommit, at: closedAt = JUST_NOW, pulls = [aPull(green)] } = change;
  const issue = { state: 'closed', stateReason: 'completed', assignees: ['octocat'], closer } as const;
  return someFacts({ issue, closedAt, pulls });
}

const planned = (facts: Facts, change: RequestChange = {}): ReturnType<typeof planItem> =>
  planItem(request({ facts, ...change }));

describe('a close by a commit of a pull request that still shows as open', () => {
  test('waits for ten minutes; the steps up to it are taken', () => {
    const made = planned(closed());
    expect(made).toMatchObject({ outcome: 'deferred', reason: 'merge_in_flight', refused: false, violations: [] });
    expect(stepsOf(made)).toEqual(['issue_created', 'task_queued', 'pr_created', 'ci_pending', 'ci_passed']);
    expect(made.notice).toContain('its merge is on the way');
  });

  test('is led on by the merge, once that shows', () => {
    const one = request({ facts: closed() });
    const record = carriedOut(one, planItem(one));
    const shown = closed({ pulls: [aMergedPull({ ...green, mergedAt: JUST_NOW, closedAt: JUST_NOW })] });
    expect(stepsOf(planned(shown, { record }))).toEqual(['merged', 'closed']);
  });

  test('is one by commit after that, and refused', () => {
    const made = planned(closed({ at: TEN_MINUTES_AGO }));
    expect(made).toMatchObject({ outcome: 'rejected', violations: [{ cause: expect.stringContaining('|close|||0') }] });
  });

  test.each<[string, Facts]>([
    ['by hand', closed({ closer: { kind: 'hand' } })],
    ['by a commit that no pull request holds', closed({ closer: { ...byCommit, pulls: [] } })],
    ['by a commit of another pull request', closed({ closer: { ...byCommit, pulls: [44] } })],
    [
      'by a commit of one that is closed',
      closed({ pulls: [aPull({ ...green, state: 'closed', closedAt: JUST_NOW })] }),
    ],
    ['by what could not be read', closed({ closer: UNAVAILABLE })],
    ['by a commit whose pull requests could not be read', closed({ closer: { ...byCommit, pulls: UNAVAILABLE } })],
  ])('%s, nothing is on the way', (_name, facts) => {
    expect(planned(facts).reason).not.toBe('merge_in_flight');
  });

  test('is none of our business where the item is not tracked', () => {
    const settings = { ...LAW_DEFAULTS, ignoreLabels: ['epic'] };
    const facts = closed();
    const epic = { ...facts, issue: facts.issue && { ...facts.issue, labels: ['epic'] } };
    expect(planned(epic, { settings })).toMatchObject({ outcome: 'ignored', reason: 'not_tracked' });
  });

  test('does not hide that a claim is refused', () => {
    const record = recordAfter([someFacts({ pulls: [aPull(green)] })]);
    const made = planned(closed(), { record, assertion: assertion('approved') });
    expect(made).toMatchObject({ outcome: 'rejected', refused: true });
  });

  test('holds in strict alike', () => {
    expect(planned(closed(), { lifecycle: STRICT })).toMatchObject({ reason: 'merge_in_flight', state: 'ci_passed' });
  });
});
