import fc from 'fast-check';
import {
  type CheckFact,
  type Closer,
  type DescriptionEdit,
  type Facts,
  type IssueFacts,
  type PullFacts,
  type ReviewFact,
  UNAVAILABLE,
} from '../../src/core/facts/facts.ts';
import type { Actor } from '../../src/core/values/actor.ts';
import { aCheck, actor, aPull, aReview, at, HEAD, OTHER_HEAD, someFacts, someRequests } from './sample-facts.ts';

/** Few moments, so that things often happen in the same second or in the wrong order. */
const anyMoment = fc.constantFrom('08:00:00', '08:10:00', '08:30:00', '09:00:00', '09:05:00', '09:20:00').map(at);
const orNull = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
const anyActor: fc.Arbitrary<Actor | null> = orNull(
  fc.constantFrom(actor('1'), actor('7'), actor('8'), actor('9', 'Bot')),
);
const anyHead = fc.constantFrom(HEAD, OTHER_HEAD);

const CONCLUSIONS = ['SUCCESS', 'FAILURE', 'CANCELLED', 'NEUTRAL', 'SKIPPED', 'STALE', null] as const;
const anyCheck: fc.Arbitrary<CheckFact> = fc.record({
  kind: fc.constantFrom('run' as const, 'status' as const),
  name: fc.constantFrom('build', 'test', 'track', 'loopforge'),
  app: fc.constantFrom('github-actions', null),
  appId: fc.constantFrom('15368', null),
  workflow: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('.github/workflows/ci.yml', '.github/workflows/loopforge.yml', null) },
    { weight: 1, arbitrary: fc.constant(UNAVAILABLE) },
  ),
  event: fc.constantFrom('pull_request', null),
  creator: anyActor,
  status: fc.constant(null),
  conclusion: fc.constantFrom(...CONCLUSIONS),
  createdAt: orNull(anyMoment),
  startedAt: orNull(anyMoment),
  completedAt: orNull(anyMoment),
});

/** All checks well, none at all, or anything: without this the gates would hardly ever be reached. */
const anyChecks: fc.Arbitrary<readonly CheckFact[]> = fc.oneof(
  { weight: 4, arbitrary: fc.constant([aCheck()]) },
  { weight: 1, arbitrary: fc.constant([]) },
  { weight: 2, arbitrary: fc.array(anyCheck, { maxLength: 4 }) },
);

const anyReview: fc.Arbitrary<ReviewFact> = fc.record({
  author: anyActor,
  state: fc.constantFrom('approved', 'changes_requested', 'dismissed', 'commented'),
  submittedAt: orNull(anyMoment),
  sha: orNull(anyHead),
});

/** Mostly none: what was written before a merge says nothing, what was written after it much. */
const anyEdit: fc.Arbitrary<DescriptionEdit | null> = fc.option(
  fc.record({ at: fc.constantFrom(at('08:00:00'), at('11:00:00')), by: anyActor, mayPush: fc.boolean() }),
  { nil: null, freq: 1 },
);

function anyPull(number: number): fc.Arbitrary<PullFacts> {
  return fc
    .record({
      link: fc.constantFrom('reference', 'reference', 'reference', 'keyword', 'branch', 'none'),
      state: fc.constantFrom('open', 'open', 'merged', 'merged', 'closed'),
      draft: fc.boolean(),
      author: anyActor,
      stacked: fc.nat(9).map((n) => n === 0),
      fromFork: fc.nat(4).map((n) => n === 0),
      stranger: fc.boolean(),
      edited: anyEdit,
      headSha: anyHead,
      createdAt: anyMoment,
      moment: anyMoment,
      mergedBy: anyActor,
      autoMerge: fc.boolean(),
      reviewDecision: orNull(fc.constantFrom('approved', 'approved', 'changes_requested', 'review_required')),
      reviews: fc.oneof(fc.constant([aReview()]), fc.array(anyReview, { maxLength: 3 })),
      reviewRequests: fc.nat(2).map(someRequests),
      requiredChecks: fc.constantFrom([], [], [{ name: 'build', appId: null }], [{ name: 'test', appId: '15368' }]),
      checks: anyChecks,
    } as const)
    .map(({ moment, mergedBy, stranger, ...rest }) => {
      const merged = rest.state === 'merged';
      const ended = rest.state === 'open' ? null : moment;
      const url = `https://github.com/acme/widgets/pull/${number}`;
      const merge = { closedAt: ended, mergedAt: merged ? moment : null, mergedBy: merged ? mergedBy : null };
      return aPull({ number, url, ...rest, ...merge, outsider: rest.fromFork && stranger });
    });
}

const anyPulls = fc
  .tuple(orNull(anyPull(43)), fc.option(anyPull(44), { nil: null, freq: 1 }))
  .map((pulls) => pulls.filter((pull) => pull !== null));

const commit = { kind: 'commit', sha: HEAD, url: `https://github.com/acme/widgets/commit/${HEAD}` } as const;
const elsewhere = { kind: 'elsewhere', what: 'pull_request', url: 'https://github.com/acme/gadgets/pull/5' } as const;
const anyCloser: fc.Arbitrary<Closer> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ kind: 'hand' } as const) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(43, 44, 99).map((number) => ({ kind: 'pull_request', number }) as const),
  },
  { weight: 1, arbitrary: fc.subarray([43, 44]).map((pulls) => ({ ...commit, pulls })) },
  { weight: 1, arbitrary: fc.boolean().map((sameOwner) => ({ ...elsewhere, sameOwner, merged: true })) },
);

/** A pull request that is not merged closes nothing. */
function closerFact(closer: Closer, pulls: readonly PullFacts[]): Closer {
  const isOpen = (number: number): boolean => pulls.some((pull) => pull.number === number && pull.state !== 'merged');
  return closer.kind === 'pull_request' && isOpen(closer.number) ? { kind: 'hand' } : closer;
}

/** Any facts about an issue, each of them known. Nothing ties one to the other: GitHub's order may be any. */
export const anyIssueFacts: fc.Arbitrary<Facts> = fc
  .record({
    open: fc.boolean(),
    stateReason: orNull(fc.constantFrom('completed', 'not_planned', 'duplicate', 'reopened')),
    assignees: fc.subarray(['octocat']),
    assignedAt: orNull(anyMoment),
    closer: anyCloser,
    reopenings: fc.nat(2),
    moment: anyMoment,
    closedNow: fc.nat(9).map((n) => n === 0),
    someone: anyActor,
    pulls: anyPulls,
  })
  .map(({ open, moment, closedNow, someone, reopenings, pulls, stateReason, assignees, assignedAt, closer }) =>
    someFacts({
      issue: {
        state: open ? 'open' : 'closed',
        stateReason,
        assignees,
        assignedAt,
        assignedBy: someone,
        closer: open ? null : closerFact(closer, pulls),
      },
      reopenings,
      reopenedAt: reopenings > 0 ? moment : null,
      reopenedBy: reopenings > 0 ? someone : null,
      closedAt: open ? null : closedNow ? at('11:55:00') : moment,
      closedBy: open ? null : someone,
      pulls,
    }),
  );

/** A pull request that is an item of its own. */
const anyPullItemFacts: fc.Arbitrary<Facts> = fc
  .record({ pull: anyPull(42), reopenings: fc.nat(1) })
  .map(({ pull, reopenings }) =>
    someFacts({
      issue: null,
      reopenings,
      reopenedAt: reopenings > 0 ? at('08:40:00') : null,
      closedAt: pull.closedAt,
      pulls: [{ ...pull, link: 'reference' as const }],
    }),
  );

export const anyFacts: fc.Arbitrary<Facts> = fc.oneof(
  { weight: 5, arbitrary: anyIssueFacts },
  { weight: 1, arbitrary: anyPullItemFacts },
);

const HIDEABLE = [
  ...(['reviewDecision', 'reviews', 'reviewRequests', 'requiredChecks', 'checks'] as const),
  ...(['outsider', 'edited', 'reviewHistory', 'earlierChecks', 'group'] as const),
];

/** What could not be read: nothing about pull requests at all, or some of each one's parts. */
export interface Hiding {
  readonly all: boolean;
  /** What closed the issue. */
  readonly closer: boolean;
  readonly parts: readonly (readonly (typeof HIDEABLE)[number][])[];
}

const anyParts = fc.subarray([...HIDEABLE], { minLength: 1 });
export const anyHiding: fc.Arbitrary<Hiding> = fc.record({
  all: fc.nat(5).map((n) => n === 5),
  closer: fc.nat(5).map((n) => n === 5),
  parts: fc.tuple(anyParts, anyParts),
});

export function hide(facts: Facts, hiding: Hiding): Facts {
  const { pulls } = facts;
  const issue = hiding.closer ? withoutCloser(facts.issue) : facts.issue;
  if (hiding.all || pulls === UNAVAILABLE) return { ...facts, issue, pulls: UNAVAILABLE };
  return {
    ...facts,
    issue,
    pulls: pulls.map((pull, index) => ({ ...pull, ...unavailable(hiding.parts[index] ?? []) })),
  };
}

function withoutCloser(issue: IssueFacts | null): IssueFacts | null {
  return issue === null || issue.closer === null ? issue : { ...issue, closer: UNAVAILABLE };
}

function unavailable(keys: readonly string[]): Partial<PullFacts> {
  return Object.fromEntries(keys.map((key) => [key, UNAVAILABLE]));
}
