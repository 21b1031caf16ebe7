import { type Instant, isAfter, isBefore, type MentionFact } from '../../../core/model.ts';
import { type Answer, known, type Page } from '../answer/index.ts';
import { type RepoView, sameRepo } from './item.ts';

/** A pull request of this repository that mentions the issue, as far as the issue's timeline shows it. */
export interface Mention {
  readonly number: number;
  readonly url: string;
  readonly state: 'open' | 'closed' | 'merged';
  readonly mergedAt: Instant | null;
  /**
   * Its description must be read: it may say that it closes the issue although GitHub made no reference of that, because
   * its base is not the default branch, or because it was written after the merge.
   */
  readonly undecided: boolean;
}

/** Mentions on one page of the timeline, in its order, and where an earlier page ends; null: there is none. */
export interface MentionsPage {
  readonly mentions: readonly Mention[];
  readonly before: string | null;
  /** When the first of the page happened. */
  readonly from: Instant | null;
}

/** Throws a hole where an event of the page could not be read. */
export function mentionsOf(repo: Pick<RepoView, 'name' | 'defaultBranch'>, { nodes, next }: Page): MentionsPage {
  const mentions = nodes.flatMap((event) => mentionOf(repo, event) ?? []);
  return { mentions, before: next, from: nodes[0]?.time('createdAt') ?? null };
}

/** A source that is hidden from the token stands in another repository: mentions of ours are ours to see. */
function mentionOf(repo: Pick<RepoView, 'name' | 'defaultBranch'>, event: Answer): Mention | null {
  const source = event.at('source');
  if (source.text('__typename') !== 'PullRequest') return null;
  if (!sameRepo(source.at('repository').text('nameWithOwner'), repo.name)) return null;
  const state = source.text('pullState');
  const mergedAt = state === 'MERGED' ? source.time('mergedAt') : null;
  const editedAt = source.timeOrNull('lastEditedAt');
  const isLate = mergedAt !== null && editedAt !== null && isAfter(editedAt, mergedAt);
  const isElsewhere = source.text('baseRefName') !== repo.defaultBranch;
  return {
    number: source.number('number'),
    url: source.text('url'),
    state: mergedAt !== null ? 'merged' : state === 'OPEN' ? 'open' : 'closed',
    mergedAt,
    undecided: event.flag('willCloseTarget') || isElsewhere || isLate,
  };
}

/** Numbers whose description must be read, each once: open ones first, then the merged ones, latest mention first. */
export function undecidedOf(mentions: readonly Mention[]): readonly number[] {
  const numbersOf = (state: Mention['state']): readonly number[] =>
    mentions.filter((one) => one.undecided && one.state === state).map(({ number }) => number);
  return [...new Set([...numbersOf('open'), ...numbersOf('merged').toReversed()])];
}

/** Merged pull requests that only mention the issue, for messages; newest first. */
export function mentionFacts(mentions: readonly Mention[], own: ReadonlySet<number>): readonly MentionFact[] {
  const merged = mentions.flatMap(({ number, url, mergedAt }) =>
    mergedAt === null ? [] : [{ number, url, mergedAt }],
  );
  const others = new Map(merged.filter(({ number }) => !own.has(number)).map((one) => [one.number, one]));
  return [...others.values()].sort((one, other) => (isBefore(one.mergedAt, other.mergedAt) ? 1 : -1));
}

/** The first page of mentions in an issue's answer, or unavailable. */
export function firstMentions(repo: RepoView, issue: Answer) {
  return known(() => mentionsOf(repo, issue.pageFromEnd('mentions')));
}
