import { hasScope, type Scope } from '../identity.ts';
import type { View } from '../view.ts';
import type { Comment, Issue, Item, ItemRef, Label, Pull } from '../world/model.ts';
import type { CheckRun, CheckSuite, CommitStatus, Review } from '../world/model-checks.ts';
import type { RepoState } from '../world/state.ts';
import type { TimelineEvent } from '../world/timeline.ts';
import { forbidden, type GitHubError } from './errors.ts';

/**
 * One GraphQL object: its fields as values, or as functions of the arguments that run only when asked for. A field
 * that is not here is one that the fake does not play, and asking for it fails the query.
 */
export interface Node {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

/** What stands in a list or field where a node should be, when the viewer may not see it. */
export type Shown = Node | GitHubError;

/** Makes nodes of the things in one state of the world, for one viewer. */
export interface Graph {
  readonly view: View;
  repository(repo: RepoState): Node;
  actor(login: string | null): Node | null;
  app(slug: string): Node | null;
  label(repo: RepoState, label: Label): Node;
  item(repo: RepoState, item: Item): Shown;
  issue(repo: RepoState, issue: Issue): Shown;
  pull(repo: RepoState, pull: Pull): Shown;
  /** Null: there is no such thing, or the viewer cannot see its repository. */
  itemAt(ref: ItemRef): Shown | null;
  comment(repo: RepoState, comment: Comment): Node;
  review(repo: RepoState, review: Review): Node;
  event(repo: RepoState, number: number, event: TimelineEvent): Node;
  commit(repo: RepoState, sha: string): Node | null;
  ref(repo: RepoState, branch: string): Node | null;
  rollup(repo: RepoState, sha: string): Node | null;
  checkRun(repo: RepoState, check: CheckRun): Shown;
  suite(repo: RepoState, suite: CheckSuite): Node;
  status(repo: RepoState, status: CommitStatus): Shown;
}

/** `node`, or the refusal where the token lacks the scope. */
export function guarded(graph: Graph, repo: RepoState, scope: Scope, node: () => Node): Shown {
  return hasScope(graph.view.viewer, repo, scope, 'read') ? node() : forbidden();
}

/** GraphQL's `Int` has 32 bits; where GitHub's ids have outgrown it the old field is null. */
export function int32(id: number): number | null {
  return id < 2 ** 31 ? id : null;
}

export function upper(word: string): string {
  return word.toUpperCase();
}
