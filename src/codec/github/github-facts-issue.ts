import type { Facts, IssueFacts, Known, PullFacts } from '../../core/facts/facts.ts';
import { UNAVAILABLE } from '../../core/facts/facts.ts';
import type { Reading } from '../../core/ports.ts';
import { actorOf } from './github-actor.ts';
import type { Answer } from './github-answer.ts';
import type { RepoView } from './github-facts.ts';
import { factsFrame, readingFrame } from './github-facts.ts';
import type { Candidates } from './github-facts-links.ts';
import { candidatesOf, closerOf } from './github-facts-links.ts';
import { wordOf } from './github-facts-pull.ts';

/** An issue as one answer shows it, before the links that need another look are settled. */
export interface IssueView {
  readonly frame: Omit<Reading, 'facts'>;
  readonly facts: Omit<Facts, 'pulls'>;
  readonly candidates: Candidates;
}

const REASONS = {
  COMPLETED: 'completed',
  NOT_PLANNED: 'not_planned',
  DUPLICATE: 'duplicate',
  REOPENED: 'reopened',
} as const;

/** Reads an issue; `branches` are the refs named after it, or null where the query did not ask for them. */
export function issueView(repo: RepoView, issue: Answer, branches: Answer | null): IssueView {
  const frame = factsFrame(repo, issue);
  return {
    frame: readingFrame(repo, issue),
    facts: { ...frame, issue: issueFacts(repo, issue, frame.reopenedAt) },
    candidates: candidatesOf(repo, issue, branches),
  };
}

/** The finished reading of an issue, with the pull requests that were found to be its own. */
export function issueReading(view: IssueView, candidates: Candidates): Reading {
  const { pulls, notices } = candidates;
  const known: Known<readonly PullFacts[]> =
    pulls === UNAVAILABLE ? UNAVAILABLE : [...pulls.values()].map(({ facts }) => facts);
  const fromPulls = pulls === UNAVAILABLE ? [] : [...pulls.values()].flatMap((pull) => pull.notices);
  return {
    ...view.frame,
    facts: { ...view.facts, pulls: known },
    notices: [...new Set([...view.frame.notices, ...notices, ...fromPulls])],
  };
}

/**
 * Whether an issue seen from a pull request's side is seen well enough: no linked pull request was left out, and none
 * that only a branch name links could count.
 */
export function isWhole(view: IssueView, candidates: Candidates): boolean {
  if (candidates.cut) return false;
  if (candidates.pulls === UNAVAILABLE || view.facts.issue?.state === 'closed') return true;
  const since = view.facts.reopenedAt ?? '';
  return [...candidates.pulls.values()].some(
    ({ facts }) => facts.state === 'open' || (facts.mergedAt !== null && facts.mergedAt >= since),
  );
}

function issueFacts(repo: RepoView, issue: Answer, reopenedAt: string | null): IssueFacts {
  const assignment = issue
    .at('assigned')
    .nodes.find((event) => (event.timeOrNull('createdAt') ?? '') >= (reopenedAt ?? ''));
  return {
    state: issue.text('issueState') === 'CLOSED' ? 'closed' : 'open',
    stateReason: wordOf(REASONS, issue.textOrNull('stateReason') ?? ''),
    title: issue.text('title'),
    assignees: namesOf(issue.at('assignees'), 'login'),
    labels: namesOf(issue.at('labels'), 'name'),
    assignedAt: assignment?.timeOrNull('createdAt') ?? null,
    assignedBy: assignment === undefined ? null : actorOf(assignment.at('actor')),
    closer: closerFact(repo, issue),
    mentions: UNAVAILABLE,
  };
}

function closerFact(repo: RepoView, issue: Answer): IssueFacts['closer'] {
  if (issue.text('issueState') !== 'CLOSED') return null;
  const number = closerOf(repo, issue)?.number('number');
  return number === undefined ? { kind: 'hand' } : { kind: 'pull_request', number };
}

function namesOf(list: Answer, key: 'login' | 'name'): readonly string[] {
  if (list.failed) list.lacking();
  return list.nodes.flatMap((node) => node.textOrNull(key) ?? []);
}
