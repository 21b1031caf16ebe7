import {
  type DescriptionEdit,
  type Instant,
  isBefore,
  type Known,
  type Link,
  type MergeGroup,
  type PullFacts,
  UNAVAILABLE,
} from '../../../core/model.ts';
import { closingNumbers } from '../../text/index.ts';
import { type Answer, actorOf, known, lastEditOf, ourWordFor } from '../answer/index.ts';
import { checksOf } from './checks.ts';
import { sameRepo } from './item.ts';
import { opinionsOf } from './reviews.ts';
import { branchRulesOf } from './rules.ts';

/** A pull request as one answer shows it, with what deciding about its links and its further pages needs. */
export interface PullView {
  readonly facts: PullFacts;
  /** Null: it has none, or the answer did not ask for it. */
  readonly body: string | null;
  /** The issues that GitHub says it closes, as far as they can be seen. Unavailable: the answer did not ask. */
  readonly closes: Known<readonly NamedItem[]>;
  /** Where the next page of checks begins; null: all are here. */
  readonly nextChecks: string | null;
  readonly notices: readonly string[];
}

/** An issue or pull request of any repository. */
export interface NamedItem {
  readonly number: number;
  readonly url: string;
  /** `owner/repo`. */
  readonly repo: string;
}

const STATES = { OPEN: 'open', CLOSED: 'closed', MERGED: 'merged' } as const;
const MERGEABLE = { MERGEABLE: false, CONFLICTING: true } as const;

/** Everything about a pull request (`PullFull` in the query). Throws a hole where choosing among several needs it. */
export function fullPull(pull: Answer, link: Link, defaultBranch: string | null): PullView {
  const light = lightPull(pull, link, defaultBranch);
  const { checks, next, notices } = checksOf(pull, light.facts.headSha);
  const facts: PullFacts = {
    ...light.facts,
    complete: true,
    closes: known(() => ownOf(pull, closesOf(pull))),
    labels: known(() => labelsOf(pull)),
    autoMergeAt: known(() => autoMergeAt(pull)),
    conflict: light.facts.state === 'open' ? known(() => conflictOf(pull)) : null,
    group: known(() => groupOf(pull, light.facts.mergedAt)),
    ...opinionsOf(pull),
    ...branchRulesOf(pull),
    checks,
    earlierChecks: light.facts.mergedAt === null ? [] : UNAVAILABLE,
  };
  return {
    facts,
    body: pull.textOrNull('body'),
    closes: known(() => closesOf(pull)),
    nextChecks: next,
    notices: [...notices, ...unreadOf(facts)],
  };
}

/** Only what choosing a pull request needs (`PullLight` in the query); all else is unavailable. */
export function lightPull(pull: Answer, link: Link, defaultBranch: string | null): PullView {
  const base = pull.text('baseRefName');
  const fromBase = pull.orNull('baseRef')?.count('associatedPullRequests') ?? 0;
  const fromFork = pull.flag('isCrossRepository');
  const state = ourWordFor(STATES, pull.text('pullState')) ?? pull.at('pullState').lacking();
  const facts: PullFacts = {
    number: pull.number('number'),
    url: pull.text('url'),
    link,
    closes: UNAVAILABLE,
    complete: false,
    state,
    draft: pull.flag('isDraft'),
    labels: UNAVAILABLE,
    author: actorOf(pull.orNull('author')),
    base,
    // A default branch may itself be proposed for a release branch; that does not make its pull requests parts of a stack.
    stacked: base !== defaultBranch && fromBase > 0,
    fromFork,
    outsider: fromFork ? UNAVAILABLE : false,
    headSha: pull.sha('headRefOid'),
    headRef: pull.text('headRefName'),
    createdAt: pull.time('createdAt'),
    closedAt: state === 'open' ? null : pull.time('closedAt'),
    mergedAt: state === 'merged' ? pull.time('mergedAt') : null,
    mergedBy: actorOf(pull.orNull('mergedBy')),
    autoMerge: pull.orNull('autoMergeRequest') !== null,
    autoMergeAt: UNAVAILABLE,
    edited: known(() => editOf(pull)),
    conflict: UNAVAILABLE,
    group: UNAVAILABLE,
    reviewDecision: UNAVAILABLE,
    reviews: UNAVAILABLE,
    reviewHistory: UNAVAILABLE,
    reviewRequests: UNAVAILABLE,
    reviewRule: UNAVAILABLE,
    requiredChecks: UNAVAILABLE,
    rulesChangedAt: UNAVAILABLE,
    classicProtection: UNAVAILABLE,
    checks: UNAVAILABLE,
    earlierChecks: UNAVAILABLE,
  };
  return { facts, body: null, closes: UNAVAILABLE, nextChecks: null, notices: [] };
}

/**
 * The issues that it closes. One of another repository may be hidden from the token: it is told from an unread one by
 * being hidden twice, where the answer shows the first of them in full too.
 */
function closesOf(pull: Answer): readonly NamedItem[] {
  const closing = pull.at('closing');
  const members = closing.at('nodes').members();
  if (closing.number('totalCount') > members.length) closing.tooLong();
  return members.flatMap((issue, index) => {
    const shown = pull.at('closingIssuesReferences', 'nodes', index);
    if (!issue.missing) return [namedItem(issue)];
    if (!shown.missing) return [namedItem(shown)];
    return issue.hidden && shown.hidden ? [] : issue.lacking();
  });
}

/** Those of its own repository, and those that its description names beside them. */
function ownOf(pull: Answer, closes: readonly NamedItem[]): readonly number[] {
  const home = { repo: pull.at('repository').text('nameWithOwner'), host: new URL(pull.text('url')).host };
  const ours = closes.filter(({ repo }) => sameRepo(repo, home.repo)).map(({ number }) => number);
  return [...new Set([...ours, ...closingNumbers(pull.textOrNull('body') ?? '', home)])];
}

/** The names of an item's labels: GitHub allows no more than one answer holds. */
export function labelsOf(item: Answer): readonly string[] {
  return item.whole('labels').map((label) => label.text('name'));
}

/** A `PullName`, or an issue named in the same way. */
export function namedItem(item: Answer): NamedItem {
  return { number: item.number('number'), url: item.text('url'), repo: item.at('repository').text('nameWithOwner') };
}

function unreadOf({ reviews, reviewDecision, requiredChecks, number }: PullFacts): readonly string[] {
  const notices: string[] = [];
  if (reviews === UNAVAILABLE || reviewDecision === UNAVAILABLE) {
    notices.push(`The reviews of #${number} could not be read: the token needs \`pull-requests: read\`.`);
  }
  if (requiredChecks === UNAVAILABLE) notices.push(`What the base branch of #${number} requires could not be read.`);
  return notices;
}

/** Who may push is asked where it matters. */
function editOf(pull: Answer): DescriptionEdit | null {
  const at = lastEditOf(pull);
  return at === null ? null : { at, by: actorOf(pull.orNull('editor')), mayPush: UNAVAILABLE };
}

/** GitHub finds out about conflicts when somebody asks, and says that it does not know yet. */
function conflictOf(pull: Answer): boolean | null {
  return ourWordFor(MERGEABLE, pull.text('mergeable'));
}

function autoMergeAt(pull: Answer): Instant | null {
  const event = pull.newest('autoMergeEvents');
  return event === null || event.text('__typename') === 'AutoMergeDisabledEvent' ? null : event.time('createdAt');
}

/** Null: it was not in the queue when it was merged. The group's checks are asked for where it was. */
function groupOf(pull: Answer, mergedAt: Instant | null): MergeGroup | null {
  if (mergedAt === null) return null;
  const last = pull
    .at('queueEvents')
    .list('nodes')
    .findLast(
      (event) => event.text('__typename') === 'AddedToMergeQueueEvent' || isBefore(event.time('createdAt'), mergedAt),
    );
  if (last?.text('__typename') !== 'AddedToMergeQueueEvent') return null;
  return pull.at('group').lacking();
}
