import type { RunContext, RunEvent } from '../../src/core/facts/event.ts';
import type { CheckFact, Facts, IssueFacts, PullFacts, ReviewFact, ReviewRequest } from '../../src/core/facts/facts.ts';
import type { Actor } from '../../src/core/values/actor.ts';
import { type AccountId, trustedSha } from '../../src/core/values/ids.ts';
import type { Instant } from '../../src/core/values/instant.ts';

export const HEAD = trustedSha('a'.repeat(40));
export const OTHER_HEAD = trustedSha('b'.repeat(40));

export type TimeOfDay = `${number}:${number}:${number}`;

/** A moment of the day that all samples happen on. */
export function at(time: TimeOfDay): Instant {
  return `2026-11-22T${time}Z`;
}

export function actor(id: AccountId, type: Actor['type'] = 'User'): Actor {
  return { id, login: `octocat-${id}`, type };
}

export const AUTHOR = actor('1');

/** A finished, successful check run of the repository's own CI workflow. */
export function aCheck(change: Partial<CheckFact> = {}): CheckFact {
  return {
    kind: 'run',
    name: 'build',
    app: 'github-actions',
    appId: '15368',
    workflow: '.github/workflows/ci.yml',
    event: 'pull_request',
    creator: null,
    status: 'COMPLETED',
    conclusion: 'SUCCESS',
    createdAt: at('08:10:00'),
    startedAt: at('08:10:05'),
    completedAt: at('08:15:00'),
    ...change,
  };
}

export function aStatus(change: Partial<CheckFact> = {}): CheckFact {
  const status = { kind: 'status', name: 'legacy/ci', app: null, appId: null, creator: actor('8') } as const;
  return aCheck({ ...status, status: null, workflow: null, event: null, ...change });
}

/** So many reviews that are asked for. */
export function someRequests(count: number): readonly ReviewRequest[] {
  return Array.from({ length: count }, (_, index) => ({ name: `octocat-${index + 1}`, codeOwner: false }));
}

export function aReview(change: Partial<ReviewFact> = {}): ReviewFact {
  return { author: actor('7'), state: 'approved', submittedAt: at('08:30:00'), sha: HEAD, ...change };
}

/** An open, linked pull request of the same repository, without checks and reviews. */
export function aPull(change: Partial<PullFacts> = {}): PullFacts {
  return {
    number: 43,
    url: 'https://github.com/acme/widgets/pull/43',
    link: 'reference',
    closes: [42],
    complete: true,
    state: 'open',
    draft: false,
    labels: [],
    author: AUTHOR,
    base: 'main',
    stacked: false,
    fromFork: false,
    outsider: false,
    headSha: HEAD,
    headRef: 'topic',
    createdAt: at('08:05:00'),
    closedAt: null,
    mergedAt: null,
    mergedBy: null,
    autoMerge: false,
    autoMergeAt: null,
    edited: null,
    conflict: false,
    group: null,
    reviewDecision: null,
    reviews: [],
    reviewHistory: [],
    reviewRequests: [],
    reviewRule: null,
    requiredChecks: [],
    rulesChangedAt: null,
    classicProtection: false,
    checks: [],
    earlierChecks: [],
    ...change,
  };
}

export function aMergedPull(change: Partial<PullFacts> = {}): PullFacts {
  const mergedAt = at('09:00:00');
  return aPull({ state: 'merged', closedAt: mergedAt, mergedAt, mergedBy: actor('8'), ...change });
}

type FactsChange = Partial<Omit<Facts, 'issue'>> & { readonly issue?: Partial<IssueFacts> | null };

/** An open, unassigned issue without a pull request. */
export function someFacts({ issue = {}, ...change }: FactsChange = {}): Facts {
  const whole: IssueFacts = {
    state: 'open',
    stateReason: null,
    title: 'A widget is missing',
    assignees: [],
    labels: [],
    assignedAt: null,
    assignedBy: null,
    closer: issue?.state === 'closed' ? { kind: 'hand' } : null,
    mentions: [],
  };
  return {
    repo: 'acme/widgets',
    number: 42,
    url: 'https://github.com/acme/widgets/issues/42',
    issue: issue === null ? null : { ...whole, ...issue },
    createdAt: at('08:00:00'),
    author: AUTHOR,
    reopenings: 0,
    reopenedAt: null,
    reopenedBy: null,
    closedAt: null,
    closedBy: null,
    locked: false,
    pulls: [],
    morePulls: false,
    ...change,
  };
}

export const NO_EVENT: RunEvent = { name: 'schedule', action: null, sender: null, payload: {} };

export function someContext(change: Partial<RunContext> = {}): RunContext {
  return {
    run: { id: '100', attempt: 1, url: 'https://github.com/acme/widgets/actions/runs/100' },
    actor: 'octocat',
    ref: 'refs/heads/main',
    sha: HEAD,
    repository: 'acme/widgets',
    workflowPath: '.github/workflows/loopforge.yml',
    workflowRef: 'refs/heads/main',
    job: 'track',
    ...change,
  };
}
