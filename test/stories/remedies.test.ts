import { describe, expect, test } from 'vitest';
import { type CheckFact, type Facts, type PullFacts, UNAVAILABLE } from '../../src/core/facts/facts.ts';
import type { Remedy } from '../../src/core/outcome/remedy.ts';
import type { Instant } from '../../src/core/values/instant.ts';
import { plusMs } from '../../src/core/values/instant.ts';
import { aCheck, aMergedPull, aReview } from '../core/sample-facts.ts';
import { runStory } from './run-story.ts';
import { scenesOf } from './scenes.ts';
import { LIFECYCLES } from './story.ts';
import { STORIES } from './table.ts';

/** Every refusal of every story that no claim brought about. */
const FOUND = LIFECYCLES.flatMap((lifecycle) =>
  STORIES.flatMap((story) =>
    runStory(story, scenesOf(story), lifecycle).happened.flatMap((one) => {
      const [violation] = one?.plan.violations ?? [];
      if (one === null || violation === undefined || !one.plan.refused || violation.overrideTo === null) return [];
      return [{ name: `${story.id} ${lifecycle} ${one.scene.row[1]}`, one, violation }];
    }),
  ),
);

type Deed = (facts: Facts, now: Instant) => Facts;

const merge: Deed = (facts, now) => withPulls(facts, (pull) => merged(proven(pull, now), now));
const prove: Deed = (facts, now) =>
  withPulls(facts, (pull) => (pull.state === 'merged' ? green(pull, now) : proven(pull, now)));
const openAgain: Deed = (facts, now) =>
  withPulls(facts, (pull) => ({ ...proven(pull, now), state: 'open', closedAt: null, link: 'reference' }));
const close: Deed = (facts, now) => ({
  ...withIssue(facts, { state: 'closed', stateReason: 'completed', closer: { kind: 'hand' } }),
  closedAt: now,
});

/** What people do on GitHub for each remedy; where a proof is missing, whatever is said to be missing. */
const DEEDS: { readonly [deed in Remedy]?: readonly Deed[] } = {
  proof: [prove, openAgain, merge, close],
  merge: [merge],
  link: [(facts, now) => (facts.closedAt === null ? facts : linked(facts, facts.closedAt, now))],
  set_aside: [(facts) => withIssue(facts, { stateReason: 'not_planned', closer: { kind: 'hand' } })],
  reopen: [reopened],
};

describe('a remedy that is named ends the refusal', () => {
  const named = FOUND.flatMap(({ name, one, violation }) =>
    violation.remedies.map((remedy) => ({ name, one, violation, remedy })),
  );

  test.each(named)('$remedy, in story $name', ({ one, violation, remedy }) => {
    const after = (DEEDS[remedy] ?? []).map((deed) => one.later((facts) => deed(facts, one.scene.now)));
    const left = after.map((made) => made?.violations.some(({ cause }) => cause === violation.cause));
    expect(left).toContain(false);
  });

  test('and all of them are tried', () => {
    expect(new Set(named.map(({ remedy }) => remedy))).toEqual(new Set(Object.keys(DEEDS)));
  });
});

describe('where none is named, nothing but an override ends it', () => {
  const hopeless = FOUND.filter(({ violation }) => violation.remedies.length === 0);

  test.each(hopeless)('story $name', ({ one, violation }) => {
    const approve: Deed = (facts, now) => withPulls(facts, (pull) => approved(pull, now));
    const { link = [], set_aside: setAside = [] } = DEEDS;
    const all = [prove, approve, ...link, ...setAside];
    for (const made of all.map((deed) => one.later((facts) => deed(facts, one.scene.now))))
      expect(made?.violations.map(({ cause }) => cause)).toContain(violation.cause);
  });

  test('as there are some', () => {
    expect(new Set(hopeless.map(({ one }) => one.plan.reason))).toEqual(
      new Set(['gate_not_met', 'illegal_transition']),
    );
  });
});

function withPulls(facts: Facts, change: (pull: PullFacts) => PullFacts): Facts {
  return facts.pulls === UNAVAILABLE ? facts : { ...facts, pulls: facts.pulls.map(change) };
}

function withIssue(facts: Facts, change: Partial<NonNullable<Facts['issue']>>): Facts {
  return { ...facts, issue: facts.issue && { ...facts.issue, ...change } };
}

function proven(pull: PullFacts, now: Instant): PullFacts {
  return approved(green(pull, now), now);
}

/** Every check is run again and passes, if one has not yet; one that never reported does so. */
function green(pull: PullFacts, now: Instant): PullFacts {
  const checks = pull.checks === UNAVAILABLE || pull.checks.length === 0 ? [aCheck({ createdAt: now })] : pull.checks;
  const passed = (check: CheckFact): CheckFact => ({
    ...check,
    ...{ status: 'COMPLETED', conclusion: 'SUCCESS', startedAt: now, completedAt: now },
  });
  const required = pull.requiredChecks === UNAVAILABLE ? [] : pull.requiredChecks;
  const absent = required
    .filter(({ name }) => !checks.some((check) => check.name === name))
    .map(({ name }) => aCheck({ name, createdAt: now }));
  const isGreen = checks === pull.checks && checks.every(({ conclusion }) => conclusion === 'SUCCESS');
  return isGreen && absent.length === 0 ? pull : { ...pull, checks: [...checks, ...absent].map(passed) };
}

function approved(pull: PullFacts, now: Instant): PullFacts {
  const review = aReview({ submittedAt: now, sha: pull.headSha });
  const past = { author: review.author, state: 'approved', submittedAt: now, sha: pull.headSha } as const;
  const before = pull.reviewHistory === UNAVAILABLE ? [] : pull.reviewHistory;
  return {
    ...pull,
    reviewDecision: pull.reviewDecision === null ? null : 'approved',
    reviews: [review],
    reviewHistory: [...before, { ...past, dismissedAt: null, mayPush: true }],
  };
}

function merged(pull: PullFacts, now: Instant): PullFacts {
  return pull.state === 'merged' ? pull : { ...pull, state: 'merged', mergedAt: now, closedAt: now };
}

/** The pull request that did it says so afterwards; somebody who may push wrote it. */
function linked(facts: Facts, closedAt: Instant, now: Instant): Facts {
  const mergedAt = plusMs(closedAt, -1_000);
  const createdAt = plusMs(closedAt, -10_000);
  const done = aMergedPull({
    ...{ number: 777, link: 'keyword', mergedAt, closedAt: mergedAt, createdAt, edited: null },
    ...{ checks: [aCheck({ createdAt, startedAt: createdAt, completedAt: createdAt })] },
  });
  const edited = { at: now, by: null, mayPush: true };
  return facts.pulls === UNAVAILABLE ? facts : { ...facts, pulls: [...facts.pulls, { ...done, edited }] };
}

function reopened(facts: Facts, now: Instant): Facts {
  const open = withIssue(facts, { state: 'open', stateReason: 'reopened', closer: null });
  return { ...open, closedAt: null, reopenings: facts.reopenings + 1, reopenedAt: now };
}
