import { roleOf } from './hub.ts';
import type { Pull } from './model.ts';
import type { Protection, Review } from './model-checks.ts';
import type { RepoState } from './state.ts';

export type ReviewDecision = 'approved' | 'changes_requested' | 'review_required';

/** What protects a branch: its own classic protection and its rule sets. */
export function protectionOf(repo: RepoState, branch: string): readonly Protection[] {
  return repo.protection.get(branch) ?? [];
}

/** The last review of each person that says yes or no, or that was dismissed; oldest first. */
export function latestOpinionatedReviews(
  repo: RepoState,
  pull: number,
  options: { readonly writersOnly: boolean },
): readonly Review[] {
  const latest = new Map<string, Review>();
  for (const review of repo.reviews) {
    if (review.pull !== pull || review.state === 'commented') continue;
    if (options.writersOnly && !canWrite(repo, review.author)) continue;
    latest.delete(review.author);
    latest.set(review.author, review);
  }
  return [...latest.values()];
}

/** GitHub's verdict on a pull request; null where the base branch asks for no review. */
export function reviewDecision(repo: RepoState, pull: Pull): ReviewDecision | null {
  const required = Math.max(0, ...protectionOf(repo, pull.base).map((rule) => rule.requiredApprovals));
  if (required === 0) return null;
  const reviews = latestOpinionatedReviews(repo, pull.number, { writersOnly: true });
  if (reviews.some((review) => review.state === 'changes_requested')) return 'changes_requested';
  const approvals = reviews.filter((review) => review.state === 'approved' && review.author !== pull.author);
  return approvals.length >= required ? 'approved' : 'review_required';
}

export function canWrite(repo: RepoState, login: string): boolean {
  return ['write', 'maintain', 'admin'].includes(roleOf(repo, login));
}
