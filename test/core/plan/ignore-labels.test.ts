import { describe, expect, test } from 'vitest';
import { type Facts, UNAVAILABLE } from '../../../src/core/facts/facts.ts';
import { planItem } from '../../../src/core/plan/plan.ts';
import { LAW_DEFAULTS } from '../../../src/core/values/settings.ts';
import { assertion, type RequestChange, recordAfter, request, stepsOf } from '../run-plan.ts';
import { aPull, someFacts } from '../sample-facts.ts';

const settings = { ...LAW_DEFAULTS, ignoreLabels: ['epic', 'Release'] };
const planned = (facts: Facts, change: RequestChange = {}): ReturnType<typeof planItem> =>
  planItem(request({ facts, settings, ...change }));

const issue = (...labels: string[]): Facts =>
  someFacts({ issue: { labels, assignees: ['octocat'] }, pulls: [aPull()] });
const pullItem = (labels: readonly string[] | typeof UNAVAILABLE): Facts =>
  someFacts({ issue: null, pulls: [aPull({ number: 42, labels })] });

describe('with ignore-labels, an item', () => {
  test.each([
    ['an issue', issue('bug', 'epic'), 'epic'],
    ['a pull request of its own', pullItem(['release', 'bug']), 'release'],
    ['whose label is spelt otherwise', issue('EPIC'), 'EPIC'],
  ])('%s is left alone', (_name, facts, label) => {
    const made = planned(facts);
    expect(made).toMatchObject({ outcome: 'ignored', reason: 'not_tracked', state: null, drafts: [], effects: [] });
    expect(made.notice).toContain(`"${label}"`);
  });

  test.each([
    ['an issue with other labels', issue('bug', 'epics')],
    ['a pull request with other labels', pullItem(['bug'])],
    ['an issue whose pull request has such a label', someFacts({ pulls: [aPull({ labels: ['epic'] })] })],
  ])('%s is tracked', (_name, facts) => {
    expect(stepsOf(planned(facts)).at(-1)).toBe('ci_pending');
  });

  test('that has a record is left alone too, and what a workflow claims with it', () => {
    const record = recordAfter([someFacts()]);
    expect(planned(issue('epic'), { record })).toMatchObject({ outcome: 'ignored', drafts: [] });
    const claimed = planned(issue('epic'), { record, assertion: assertion('task_queued') });
    expect(claimed).toMatchObject({ outcome: 'ignored', drafts: [] });
  });

  test('whose labels could not be read waits, and a claim about it fails', () => {
    const facts = pullItem(UNAVAILABLE);
    expect(planned(facts)).toMatchObject({ outcome: 'deferred', reason: 'evidence_unavailable', drafts: [] });
    expect(() => planned(facts, { assertion: assertion('task_queued') })).toThrow(
      expect.objectContaining({ code: 'evidence_unavailable' }),
    );
  });
});

test('where no label is ignored, none is asked for', () => {
  expect(stepsOf(planned(pullItem(UNAVAILABLE), { settings: LAW_DEFAULTS })).at(-1)).toBe('ci_pending');
});
