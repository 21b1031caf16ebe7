import type { Actor, Instant, Sha } from '../../values/index.ts';
import type { Known, PullFacts } from '../index.ts';

/** An approval or a request for changes that stands. */
export interface ReviewOpinion {
  readonly author: Actor | null;
  readonly state: 'approved' | 'changes_requested';
  readonly submittedAt: Instant | null;
  readonly sha: Sha | null;
}

/** What reviews come to, before anybody asks whether that is enough. */
export interface ReviewRuling {
  readonly decision: 'approved' | 'changes_requested' | 'review_required' | null;
  /** Those that the decision rests on; unavailable where only the decision was read. */
  readonly approvals: Known<readonly ReviewOpinion[]>;
  readonly objections: readonly ReviewOpinion[];
  /** What cannot be known of that hour and was decided in favour of the merge, in words; empty: nothing. */
  readonly rebuilt: readonly string[];
}

/** The author of a pull request never counts, under whatever name. */
export function isByAuthor({ author }: Pick<ReviewOpinion, 'author'>, pull: PullFacts): boolean {
  return author !== null && author.id === pull.author?.id;
}

export function isSameActor(one: Actor | null, other: Actor | null): boolean {
  return one !== null && one.id === other?.id;
}

export function approvalsIn<T extends Pick<ReviewOpinion, 'state'>>(opinions: readonly T[]): readonly T[] {
  return opinions.filter(({ state }) => state === 'approved');
}

export function objectionsIn<T extends Pick<ReviewOpinion, 'state'>>(opinions: readonly T[]): readonly T[] {
  return opinions.filter(({ state }) => state === 'changes_requested');
}

/** Logins, each once; an account that is gone has none. */
export function namesOf(opinions: readonly Pick<ReviewOpinion, 'author'>[]): readonly string[] {
  return [...new Set(opinions.map(({ author }) => author?.login ?? 'ghost'))];
}
