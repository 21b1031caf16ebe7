import {
  type Facts,
  type Instant,
  type IssueFacts,
  type Known,
  type Reading,
  UNAVAILABLE,
} from '../../../core/model.ts';
import { type Answer, actorOf, known, ourWordFor, type Page } from '../answer/index.ts';
import { closerOf } from './closer.ts';
import { factsFrame, type RepoView, readingFrame, transfersOf } from './item.ts';
import { candidatesOf, type PullCandidates } from './links.ts';
import { firstMentions, type Mention, type MentionsPage, mentionFacts } from './mentions.ts';
import { labelsOf, type PullView } from './pull.ts';

/** An issue as one answer shows it, before what another request must add. */
export interface IssueView {
  readonly repo: RepoView;
  readonly frame: Omit<Reading, 'facts'>;
  readonly facts: Omit<Facts, 'pulls' | 'morePulls' | 'issue'> & { readonly issue: Omit<IssueFacts, 'mentions'> };
  readonly candidates: PullCandidates;
  readonly mentions: Known<MentionsPage>;
  /** Where earlier assignments of this cycle stand, if the answer does not reach back to its begin. */
  readonly assignedBefore: string | null;
}

/** What the further requests brought. */
export interface IssueRest {
  /** Pull requests of the issue; unavailable: not all of them are known. */
  readonly pulls: Known<readonly PullView[]>;
  readonly mentions: readonly Mention[];
  /** Whether everything that mentions the issue was read. */
  readonly allMentions: boolean;
  readonly notices: readonly string[];
}

const REASONS = {
  COMPLETED: 'completed',
  NOT_PLANNED: 'not_planned',
  DUPLICATE: 'duplicate',
  REOPENED: 'reopened',
} as const;

/** Reads an issue. */
export function issueView(repo: RepoView, issue: Answer): IssueView {
  const frame = factsFrame(repo, issue);
  const assigned = issue.pageFromEnd('assigned');
  return {
    repo,
    frame: readingFrame(repo, issue, transfersOf(issue)),
    facts: { ...frame, issue: issueFacts(repo, issue, assignmentOf(assigned, frame.reopenedAt)) },
    candidates: candidatesOf(repo, issue),
    mentions: firstMentions(repo, issue),
    assignedBefore: earlierAssignments(assigned, frame.reopenedAt),
  };
}

/** The finished reading of an issue. */
export function issueReading(view: IssueView, { pulls, mentions, allMentions, notices }: IssueRest): Reading {
  const views = pulls === UNAVAILABLE ? [] : pulls;
  const own = new Set(views.map(({ facts }) => facts.number));
  return {
    ...view.frame,
    facts: {
      ...view.facts,
      issue: { ...view.facts.issue, mentions: pulls === UNAVAILABLE ? UNAVAILABLE : mentionFacts(mentions, own) },
      pulls: pulls === UNAVAILABLE ? UNAVAILABLE : pulls.map(({ facts }) => facts),
      morePulls: !allMentions,
    },
    notices: [...new Set([...view.frame.notices, ...notices, ...views.flatMap((pull) => pull.notices)])],
  };
}

/** The view with earlier assignments taken in. */
export function withAssignments(view: IssueView, page: Page): IssueView {
  const { facts } = view;
  const earlier = assignmentOf(page, facts.reopenedAt);
  const first = earlier.assignedAt === null ? {} : earlier;
  return {
    ...view,
    facts: { ...facts, issue: { ...facts.issue, ...first } },
    assignedBefore: earlierAssignments(page, facts.reopenedAt),
  };
}

type Assignment = Pick<IssueFacts, 'assignedAt' | 'assignedBy'>;

/** The first assignment of the current cycle on a page. */
function assignmentOf({ nodes }: Page, reopenedAt: Instant | null): Assignment {
  const first = nodes.find((event) => event.time('createdAt') >= (reopenedAt ?? ''));
  return { assignedAt: first?.time('createdAt') ?? null, assignedBy: actorOf(first?.orNull('actor') ?? null) };
}

function earlierAssignments({ nodes, next }: Page, reopenedAt: Instant | null): string | null {
  return (nodes[0]?.time('createdAt') ?? '') >= (reopenedAt ?? '') ? next : null;
}

function issueFacts(repo: RepoView, issue: Answer, assignment: Assignment): Omit<IssueFacts, 'mentions'> {
  const isClosed = issue.text('issueState') === 'CLOSED';
  const reason = issue.textOrNull('stateReason');
  return {
    state: isClosed ? 'closed' : 'open',
    stateReason: reason === null ? null : ourWordFor(REASONS, reason),
    title: issue.text('title'),
    assignees: issue.whole('assignees').map((who) => who.text('login')),
    labels: labelsOf(issue),
    ...assignment,
    closer: isClosed ? known(() => closerOf(repo, issue)) : null,
  };
}
