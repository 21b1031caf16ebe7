import type { Facts } from '../../../src/core/facts/facts.ts';
import { actor, aMergedPull, aPull, aStatus, at, someFacts } from '../sample-facts.ts';

// The rules of an override, written down once more from the law with nothing of the planner's: the edges by hand, the
// guards by what they say of four sets of facts, and the way by trying every walk.

export const STATES = [
  'issue_created',
  'task_queued',
  'pr_created',
  'ci_pending',
  'ci_passed',
  'ci_failed',
  'awaiting_review',
  'approved',
  'merged',
  'closed',
] as const;
export type Name = (typeof STATES)[number];
export type Edges = { readonly [from in Name]: readonly Name[] };

const GATES: readonly Name[] = ['ci_passed', 'approved', 'merged'];
const WORK = ['task_queued', 'pr_created', 'ci_pending', 'closed'] as const;

export const EDGES: { readonly standard: Edges; readonly strict: Edges } = {
  standard: {
    issue_created: ['task_queued', 'closed'],
    task_queued: ['pr_created', 'closed'],
    pr_created: WORK,
    ci_pending: ['task_queued', 'pr_created', 'closed', 'ci_passed', 'ci_failed'],
    ci_passed: [...WORK, 'awaiting_review', 'merged'],
    ci_failed: WORK,
    awaiting_review: [...WORK, 'approved', 'ci_passed'],
    approved: [...WORK, 'merged', 'awaiting_review', 'ci_passed'],
    merged: ['closed', 'pr_created', 'task_queued'],
    closed: ['task_queued'],
  },
  strict: {
    issue_created: ['task_queued'],
    task_queued: ['pr_created'],
    pr_created: ['ci_pending'],
    ci_pending: ['ci_passed', 'ci_failed'],
    ci_passed: ['merged', 'awaiting_review'],
    ci_failed: ['ci_pending'],
    awaiting_review: ['approved', 'ci_pending'],
    approved: ['merged'],
    merged: ['closed'],
    closed: [],
  },
};

/** What GitHub shows, and what the lifecycle's guards say of it. */
export interface Scene {
  readonly name: string;
  readonly facts: Facts;
  readonly merge: boolean;
  /** What is observed: where steps go on from a gate that a person opened. */
  readonly observed: Name;
  /** The item is open: only then is there a way out of the end. */
  readonly open: boolean;
}

const pending = aStatus({ conclusion: 'PENDING', completedAt: null });
const red = aStatus({ conclusion: 'FAILURE', completedAt: at('08:20:00') });
const closed = { closedAt: at('09:30:00'), closedBy: actor('8') };
const done = { state: 'closed', stateReason: 'completed', assignees: ['octocat'] } as const;
const underWay = aPull({ checks: [pending] });
const overRed = aMergedPull({ checks: [red] });

export const SCENES: readonly Scene[] = [
  {
    name: 'a pull request whose checks run',
    facts: someFacts({ issue: { assignees: ['octocat'] }, pulls: [underWay] }),
    ...{ merge: false, observed: 'ci_pending', open: true },
  },
  {
    name: 'the same, and the issue closed by hand',
    facts: someFacts({ issue: done, ...closed, pulls: [underWay] }),
    ...{ merge: false, observed: 'closed', open: false },
  },
  {
    name: 'a merge over red checks',
    facts: someFacts({ issue: { assignees: ['octocat'] }, pulls: [overRed] }),
    ...{ merge: true, observed: 'merged', open: true },
  },
  {
    name: 'the same, and the issue closed by it',
    facts: someFacts({ issue: { ...done, closer: { kind: 'pull_request', number: 43 } }, ...closed, pulls: [overRed] }),
    ...{ merge: true, observed: 'closed', open: false },
  },
];

/** What becomes of an override. */
export type Fate =
  | { readonly kind: 'stays' | 'accepted' | 'guard_false' | 'illegal_transition' }
  /** The way that is forced, then the steps that follow from it. */
  | { readonly kind: 'walks'; readonly forced: readonly Name[]; readonly onward: readonly Name[] };

/** @param refused the state that an open refusal of the item leads to */
export function fateOf(edges: Edges, scene: Scene, from: Name, to: Name, refused: Name | null): Fate {
  const way = from === to ? undefined : bestWay(edges, from, to, scene);
  if (way !== undefined) return { kind: 'walks', forced: way, onward: onwardFrom(to, scene) };
  const isPastAll = refused !== null && bestWay(edges, from, refused, scene) === undefined;
  if (isPastAll && (to === refused || to === from)) return { kind: 'accepted' };
  if (from === to) return { kind: 'stays' };
  return { kind: bestWay(edges, from, to, null) === undefined ? 'illegal_transition' : 'guard_false' };
}

/** How a record comes to stand in a state, whatever the facts were then. */
export function wayInto(edges: Edges, state: Name): readonly Name[] {
  return bestWay(edges, 'issue_created', state, null) ?? [];
}

/** From a gate that a person opened, the steps that the facts show are legal: the merge, and the close that it made. */
function onwardFrom(to: Name, { merge, observed }: Scene): readonly Name[] {
  if (!merge || !GATES.includes(to)) return [];
  const rest: readonly Name[] = ['merged', 'closed'];
  return rest.filter((name) => order(name) > order(to) && order(name) <= order(observed));
}

/**
 * The shortest walk; of equal ones the one through more gates, then one that goes forward only, then the one whose
 * states stand first.
 */
function bestWay(edges: Edges, from: Name, to: Name, scene: Scene | null): readonly Name[] | undefined {
  const [best] = walksFrom(edges, [from], scene)
    .filter((walk) => walk.at(-1) === to)
    .map((walk) => walk.slice(1))
    .sort(
      (a, b) => a.length - b.length || gatesOf(b) - gatesOf(a) || backOf(from, a) - backOf(from, b) || inOrder(a, b),
    );
  return best;
}

function backOf(from: Name, [first]: readonly Name[]): number {
  return first !== undefined && order(first) < order(from) ? 1 : 0;
}

/** Every walk that comes by no state twice. Without a scene nothing is asked: is it conceivable at all? */
function walksFrom(edges: Edges, walk: readonly Name[], scene: Scene | null): readonly (readonly Name[])[] {
  const at = walk.at(-1);
  if (at === undefined) return [];
  const next = edges[at].filter((to) => !walk.includes(to) && mayStep(at, to, walk.length === 1, scene));
  return [...(walk.length > 1 ? [walk] : []), ...next.flatMap((to) => walksFrom(edges, [...walk, to], scene))];
}

function mayStep(from: Name, to: Name, first: boolean, scene: Scene | null): boolean {
  const back = order(to) < order(from);
  if (back && !first) return false;
  if (scene === null) return true;
  if (to === 'merged' && !scene.merge) return false;
  const asks = back || from === 'closed' || (to === 'closed' && scene.merge);
  return !asks || isOpen(from, to, scene);
}

/** What the guards say where they are asked: back, out of the end, and into the end past a merge. */
function isOpen(from: Name, to: Name, { merge, open }: Scene): boolean {
  switch (to) {
    case 'ci_pending': // checks can always start again
      return true;
    case 'ci_passed': // nobody is asked for a review
      return from === 'awaiting_review' || from === 'approved';
    case 'awaiting_review':
      return from === 'approved';
    case 'pr_created': // another pull request: only behind a merge, where an open one leads on
      return from === 'merged' && !merge;
    case 'task_queued': // the pull request is neither closed nor gone
      return from === 'closed' && open;
    case 'closed': // no merge disappears behind a close
      return from === 'merged';
    default:
      return false;
  }
}

function order(name: Name): number {
  return STATES.indexOf(name);
}

function gatesOf(walk: readonly Name[]): number {
  return walk.filter((name) => GATES.includes(name)).length;
}

function inOrder(a: readonly Name[], b: readonly Name[]): number {
  const differs = a.findIndex((name, index) => name !== b[index]);
  const [mine, theirs] = [a[differs], b[differs]];
  return mine === undefined || theirs === undefined ? 0 : order(mine) - order(theirs);
}
