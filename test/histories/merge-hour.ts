import { ACTIONS_BOT } from '../support/github/world/hub.ts';
import type { Pull } from '../support/github/world/model.ts';
import type { CheckRun, Review } from '../support/github/world/model-checks.ts';
import { canWrite, protectionOf } from '../support/github/world/review-decision.ts';
import type { RepoState } from '../support/github/world/state.ts';

/**
 * `either`: nothing had reported by the merge and what did soon after is red, so it depends on when one looks; or it was
 * approved only by somebody who may not push now, of whom nobody can tell whether they might then.
 */
export type Verdict = 'in order' | 'out of order' | 'either';

/**
 * Was a merge in order, read in the world itself as of the hour of the merge, and without the product's help? For the
 * law of `standard`: nothing that came by then was red or unfinished for good, and nobody objected.
 */
export function verdictOn(repo: RepoState, pull: Pull): Verdict {
  const parts = [checksVerdict(repo, pull), reviewsVerdict(repo, pull)];
  return parts.includes('out of order') ? 'out of order' : parts.includes('either') ? 'either' : 'in order';
}

const FINE = new Set(['success', 'skipped', 'neutral']);
const SOON_MS = 10 * 60 * 1000;

interface Job {
  readonly name: string;
  readonly createdAt: string;
  /** Oldest first. */
  readonly attempts: readonly CheckRun[];
}

/** The same of the checks alone. */
export function checksVerdict(repo: RepoState, pull: Pull): Verdict {
  const hour = pull.mergedAt ?? '';
  const required = requiredNames(repo, pull);
  const jobs = jobsOn(repo, pull.headSha);
  const byThen = jobs.filter((job) => job.createdAt <= hour);
  const statuses = repo.statuses.filter((one) => one.sha === pull.headSha && one.createdAt <= hour);
  if (byThen.length + statuses.length === 0) {
    const isSoon = (time: string): boolean => Date.parse(time) <= Date.parse(hour) + SOON_MS;
    const soon = jobs.filter((job) => isSoon(job.createdAt));
    if (required.length > 0) return required.every((name) => isFineIn(soon, name, hour)) ? 'in order' : 'out of order';
    const isRed = repo.statuses.some(
      (one) => one.sha === pull.headSha && isSoon(one.createdAt) && one.state !== 'success',
    );
    return soon.every((job) => isFineAt(job, hour)) && !isRed ? 'in order' : 'either';
  }
  const judged = required.length === 0 ? byThen : byThen.filter((job) => required.includes(job.name));
  const queue = queueChecks(repo, pull, hour);
  const isWhole = required.every((name) => judged.some((job) => job.name === name) || queue.includes(name));
  const isGreen = judged.every((job) => isFineAt(job, hour) || queue.includes(job.name));
  return isWhole && isGreen ? 'in order' : 'out of order';
}

function isFineIn(jobs: readonly Job[], name: string, hour: string): boolean {
  const named = jobs.filter((job) => job.name === name);
  return named.length > 0 && named.every((job) => isFineAt(job, hour));
}

/** The attempt of then said so, or a later one of the same job does. */
function isFineAt({ attempts }: Job, hour: string): boolean {
  const ofThen = attempts.findLast((attempt) => (attempt.startedAt ?? '') <= hour);
  const later = attempts.filter((attempt) => (attempt.startedAt ?? '') > hour);
  return [ofThen, ...later].some((attempt) => FINE.has(attempt?.conclusion ?? ''));
}

function jobsOn(repo: RepoState, sha: string): readonly Job[] {
  return repo.suites
    .filter((suite) => suite.sha === sha)
    .flatMap((suite) => {
      const run = repo.runs.find((one) => one.suite === suite.databaseId);
      const checks = repo.checks.filter((check) => check.suite === suite.databaseId);
      const names = [...new Set(checks.map((check) => check.name))];
      return names.map((name) => ({
        name,
        createdAt: run?.createdAt ?? suite.createdAt,
        attempts: checks.filter((check) => check.name === name),
      }));
    });
}

function requiredNames(repo: RepoState, pull: Pull): readonly string[] {
  return protectionOf(repo, pull.base).flatMap((rule) => rule.requiredChecks.map((one) => one.context));
}

/** What passed on the commit that the merge queue made of it. */
function queueChecks(repo: RepoState, pull: Pull, hour: string): readonly string[] {
  const isQueued = (repo.timeline.get(pull.number) ?? []).some((event) => event.kind === 'AddedToMergeQueueEvent');
  if (!isQueued) return [];
  const groups = repo.suites.filter(
    (suite) => suite.app === ACTIONS_BOT.login && suite.branch.includes(`/pr-${pull.number}-`),
  );
  return repo.checks
    .filter((check) => groups.some((suite) => suite.databaseId === check.suite) && (check.completedAt ?? '~') <= hour)
    .filter((check) => check.conclusion === 'success')
    .map((check) => check.name);
}

/** The same of the reviews alone. */
export function reviewsVerdict(repo: RepoState, pull: Pull): Verdict {
  const opinions = opinionsAt(repo, pull, pull.mergedAt ?? '');
  const isWriter = ({ author }: Review): boolean => canWrite(repo, author);
  const objections = opinions.filter((one) => one.state === 'changes_requested' && one.author !== pull.mergedBy);
  const approvals = opinions.filter((one) => one.state === 'approved');
  const required = Math.max(0, ...protectionOf(repo, pull.base).map((rule) => rule.requiredApprovals));
  if (objections.some(isWriter) || approvals.length < required) return 'out of order';
  return approvals.filter(isWriter).length < required ? 'either' : 'in order';
}

/** The latest opinion of each but the author, as it stood at that hour. */
function opinionsAt(repo: RepoState, pull: Pull, hour: string): readonly Review[] {
  const dismissals = (repo.timeline.get(pull.number) ?? []).flatMap((event) =>
    event.kind === 'ReviewDismissedEvent' ? [event] : [],
  );
  const latest = new Map<string, Review>();
  for (const review of repo.reviews) {
    if (review.pull !== pull.number || review.submittedAt > hour || review.author === pull.author) continue;
    const dismissal = dismissals.find((event) => event.review === review.databaseId);
    const was = dismissal !== undefined && dismissal.createdAt > hour ? dismissal.previous : review.state;
    if (was === 'commented') continue;
    latest.set(review.author, { ...review, state: was as Review['state'] });
  }
  return [...latest.values()];
}
