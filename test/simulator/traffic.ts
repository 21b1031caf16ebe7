import type { JsonObject } from '../../src/core/values/json.ts';
import type { About } from '../support/github/events/subject.ts';
import { payload } from '../support/github/events.ts';
import type { World } from '../support/github/world/world.ts';
import type { Dice } from './dice.ts';

/** An event that GitHub sends. */
export interface Sent {
  readonly name: string;
  readonly payload: JsonObject;
}

/** A busy corner of a repository: a few issues, and the pull request that is to close them. */
export interface Corner {
  readonly world: World;
  readonly issues: readonly number[];
  /** Null: there is none yet. */
  pull: number | null;
}

type Act = (corner: Corner, dice: Dice) => readonly Sent[];

/** Something happens, whatever is possible now; the events that GitHub sends of it. */
export function happen(corner: Corner, dice: Dice): readonly Sent[] {
  return dice.pick(possible(corner))(corner, dice);
}

/** The issues are opened. */
export function open(world: World, dice: Dice): { readonly corner: Corner; readonly sent: readonly Sent[] } {
  const count = dice.chance(0.25) ? 2 : 1;
  const issues = Array.from({ length: count }, () => world.openIssue({ author: 'codertocat' }));
  const corner = { world, issues, pull: null };
  return { corner, sent: issues.map((number) => sent(corner, 'issues', 'opened', { number })) };
}

function possible({ world, pull, issues }: Corner): readonly Act[] {
  const anyOpen = issues.some((issue) => world.issue(issue).state === 'open');
  const anyClosed = issues.some((issue) => world.issue(issue).state === 'closed');
  const always = [label, label, ...(anyOpen ? [assign, closeByHand] : []), ...(anyClosed ? [reopen] : [])];
  const state = pull === null ? null : world.pull(pull).state;
  if (state !== 'open') return [...always, openPull, openPull, openPull, openPull];
  return [...always, ...[start, fail, pass, pass, pass, approve, object, push, merge, merge, withdraw]];
}

const pullOf = ({ pull }: Corner): number => {
  if (pull === null) throw new Error('there is no pull request yet');
  return pull;
};

const label: Act = (corner, dice) => {
  const number = dice.pick(corner.issues);
  const name = `label-${dice.between(1, 9)}`;
  corner.world.label(number, name);
  return [sent(corner, 'issues', 'labeled', { number, label: name })];
};

const assign: Act = (corner, dice) => {
  const number = dice.pick(corner.issues);
  corner.world.assign(number, 'hubot');
  return [sent(corner, 'issues', 'assigned', { number, assignee: 'hubot' })];
};

const closeByHand: Act = (corner, dice) => {
  const number = dice.pick(corner.issues);
  if (corner.world.issue(number).state === 'closed') return [];
  corner.world.closeIssue(number, { reason: dice.pick(['completed', 'not_planned']) });
  return [sent(corner, 'issues', 'closed', { number })];
};

const reopen: Act = (corner, dice) => {
  const number = dice.pick(corner.issues);
  if (corner.world.issue(number).state === 'open') return [];
  corner.world.reopenIssue(number);
  return [sent(corner, 'issues', 'reopened', { number })];
};

const openPull: Act = (corner) => {
  corner.pull = corner.world.openPull({ author: 'hubot', closes: corner.issues });
  corner.world.check(corner.pull, { name: 'build', workflow: 'ci' });
  return [
    sent(corner, 'pull_request', 'opened', { pull: corner.pull }),
    sent(corner, 'workflow_run', 'requested', { pull: corner.pull }),
  ];
};

const checks =
  (conclusion: 'success' | 'failure' | null): Act =>
  (corner) => {
    const pull = pullOf(corner);
    corner.world.check(pull, { name: 'build', workflow: 'ci', ...(conclusion === null ? {} : { conclusion }) });
    return [sent(corner, 'workflow_run', conclusion === null ? 'in_progress' : 'completed', { pull })];
  };
const start = checks(null);
const pass = checks('success');
const fail = checks('failure');

const reviews =
  (state: 'approved' | 'changes_requested'): Act =>
  (corner) => {
    const pull = pullOf(corner);
    const review = corner.world.review(pull, { by: 'monalisa', state });
    return [sent(corner, 'pull_request_review', 'submitted', { pull, review, sender: 'monalisa' })];
  };
const approve = reviews('approved');
const object = reviews('changes_requested');

const push: Act = (corner) => {
  const pull = pullOf(corner);
  corner.world.push(pull);
  corner.world.check(pull, { name: 'build', workflow: 'ci' });
  return [sent(corner, 'pull_request', 'synchronize', { pull }), sent(corner, 'workflow_run', 'requested', { pull })];
};

const merge: Act = (corner) => {
  const { world, issues } = corner;
  const pull = pullOf(corner);
  const open = issues.filter((number) => world.issue(number).state === 'open');
  world.merge(pull);
  return [
    sent(corner, 'pull_request', 'closed', { pull }),
    ...open.map((number) => sent(corner, 'issues', 'closed', { number })),
  ];
};

const withdraw: Act = (corner) => {
  const pull = pullOf(corner);
  corner.world.closePull(pull);
  return [sent(corner, 'pull_request', 'closed', { pull })];
};

function sent({ world }: Corner, name: string, action: string, about: About): Sent {
  return { name, payload: payload(world, name, action, about) };
}
