import type { CloseReason } from '../support/github/world/model.ts';
import type { Conclusion, StatusState } from '../support/github/world/model-checks.ts';
import type { NewPull } from '../support/github/world/pull-ops.ts';
import type { World } from '../support/github/world/world.ts';
import { newestPull } from './world-event.ts';

/** Something that happens in the world. All stories are about item #1; pull requests are by `hubot`, reviews by `monalisa`. */
export type Act = (world: World) => void;

export const ITEM = 1;
const AUTHOR = 'hubot';
const REVIEWER = 'monalisa';
const OTHER = 'octocat';
const TEN_MINUTES = 10 * 60;
const TWO_DAYS = 2 * 24 * 60 * 60;
const FIVE_YEARS = 5 * 365 * 24 * 60 * 60;

export const opensIssue = (): Act => (world) => world.openIssue();
export const assigns = (): Act => (world) => world.assign(ITEM, AUTHOR);
export const unassigns = (): Act => (world) => world.unassign(ITEM, AUTHOR);
export const labels =
  (name: string): Act =>
  (world) =>
    world.label(ITEM, name);
export const comments = (): Act => (world) => world.comment(ITEM, 'Any news?');
export const closesIssue =
  (reason: CloseReason = 'completed'): Act =>
  (world) =>
    world.closeIssue(ITEM, { reason });
export const reopensIssue = (): Act => (world) => world.reopenIssue(ITEM);
export const locks = (): Act => (world) => world.lock(ITEM);
export const tenMinutesPass = (): Act => (world) => world.advance(TEN_MINUTES);
export const twoDaysPass = (): Act => (world) => world.advance(TWO_DAYS);
export const fiveYearsPass = (): Act => (world) => world.advance(FIVE_YEARS);

/** A pull request that says `Closes #1`. */
export const opensPull =
  (pull: NewPull = {}): Act =>
  (world) =>
    world.openPull({ author: AUTHOR, closes: [ITEM], ...pull });
/** A pull request that says nothing about any issue. */
export const opensLonePull =
  (pull: NewPull = {}): Act =>
  (world) =>
    world.openPull({ author: AUTHOR, body: '', ...pull });
export const createsBranch =
  (name: string): Act =>
  (world) =>
    world.createBranch(name);

/** A branch made for the issue, or listed there by hand. */
export const linksBranch =
  (name: string): Act =>
  (world) =>
    world.linkBranch(ITEM, name);

const pullOf = (world: World, number?: number): number => {
  const found = number ?? newestPull(world.state())?.number;
  if (found === undefined) throw new Error('the story has no pull request yet');
  return found;
};

export const pushes = (): Act => (world) => world.push(pullOf(world));
export const convertsToDraft = (): Act => (world) => world.convertToDraft(pullOf(world));
export const readies = (): Act => (world) => world.ready(pullOf(world));
export const merges =
  (number?: number): Act =>
  (world) =>
    world.merge(pullOf(world, number));
/** By whoever reviews it. */
export const reviewerMerges = (): Act => (world) => world.merge(pullOf(world), { by: REVIEWER });
export const closesPull = (): Act => (world) => world.closePull(pullOf(world));
export const reopensPull = (): Act => (world) => world.reopenPull(pullOf(world));
export const unlinks = (): Act => (world) => world.unlink(pullOf(world), ITEM);
export const saysItCloses = (): Act => (world) => world.editPullBody(pullOf(world), `Closes #${ITEM}`);

export const approves = (): Act => (world) => world.review(pullOf(world), { by: REVIEWER, state: 'approved' });
export const asksForChanges = (): Act => (world) =>
  world.review(pullOf(world), { by: REVIEWER, state: 'changes_requested' });
/** Somebody else than who approved. */
export const othersAskForChanges = (): Act => (world) =>
  world.review(pullOf(world), { by: OTHER, state: 'changes_requested' });
export const dismisses = (): Act => (world) => world.dismissReview(pullOf(world), REVIEWER);

/** Which check: a job name, the file of its workflow, and another pull request than the newest. */
export interface Job {
  readonly name?: string;
  readonly workflow?: string;
  readonly pull?: number;
}

const reports = (job: Job, conclusion: Conclusion | null): Act => {
  const { pull, ...rest } = { name: 'build', workflow: 'ci', ...job };
  return (world) => world.check(pullOf(world, pull), conclusion === null ? rest : { ...rest, conclusion });
};

/** A workflow run that has no job yet. */
export const requestsRun = (): Act => (world) => world.startRun(pullOf(world));
export const starts = (job: Job = {}): Act => reports(job, null);
export const passes = (job: Job = {}): Act => reports(job, 'success');
export const fails = (job: Job = {}): Act => reports(job, 'failure');
export const skips = (job: Job = {}): Act => reports(job, 'skipped');

/** A commit status on the head, posted by a person. */
export const posts =
  (context: string, state: StatusState): Act =>
  (world) =>
    world.status(pullOf(world), context, state);

/** The check of the commit before the last push ends. */
export const passesOnOldHead = (): Act => (world) => {
  const old = world.pull(pullOf(world)).commits.at(-2);
  if (old === undefined) throw new Error('nothing was pushed since the first commit');
  world.check(old, { name: 'build', conclusion: 'success' });
};

export const entersQueue = (): Act => (world) => world.enqueue(pullOf(world));
/** The required check of the commit that the merge queue tests. */
export const passesInQueue =
  (name: string): Act =>
  (world) => {
    const queue = world.pull(pullOf(world)).queue;
    if (queue === null) throw new Error('the pull request is not in the merge queue');
    world.check(queue.headSha, { name, event: 'merge_group', conclusion: 'success' });
  };

/** A commit that says so was pushed to the default branch. */
export const closesByCommit = (): Act => (world) =>
  world.closeIssue(ITEM, { closer: { kind: 'commit', sha: world.putFile('fix.txt', `Fixes #${ITEM}`) } });

/** Its commits are on the default branch, and one of them closed the issue; that it is merged does not show yet. */
export const commitsArrive = (): Act => (world) =>
  world.closeIssue(ITEM, { closer: { kind: 'commit', sha: world.pull(pullOf(world)).headSha } });

/** A pull request of the owner's other repository was merged, and closed it. */
export const closesElsewhere = (): Act => (world) => {
  const other = world.repository('acme/gadgets');
  const number = other.openPull({ author: AUTHOR, body: 'Closes acme/widgets#1' });
  other.merge(number);
};

/** So many pull requests that only name the issue. */
export const mentionedBy =
  (count: number): Act =>
  (world) => {
    for (let index = 0; index < count; index++) world.openPull({ author: AUTHOR, body: `See #${ITEM}` });
  };
