import type { JsonObject } from '../json.ts';
import type { View } from '../view.ts';
import type { Issue, Item, Pull } from '../world/model.ts';
import type { CheckSuite } from '../world/model-checks.ts';
import type { RepoState } from '../world/state.ts';

/** What an event is about. Which of these it needs depends on the event. */
export interface About {
  /** An issue or pull request. */
  readonly number?: number;
  /** The same, where the event is a pull request's. */
  readonly pull?: number;
  readonly sha?: string;
  /** Login; the repository's admin when left out. */
  readonly sender?: string;
  /** Numeric ids; the latest that fits when left out. */
  readonly comment?: number;
  readonly review?: number;
  readonly run?: number;
  readonly check?: number;
  /** Of `labeled`, `assigned`, `review_requested`. */
  readonly label?: string;
  readonly assignee?: string;
  readonly reviewer?: string;
  /** Of `edited`, such as `{ body: { from: 'Closes #1' } }`. */
  readonly changes?: JsonObject;
  /** Of `synchronize` and `push`: the commit before. */
  readonly before?: string;
  /** Of `push` and `workflow_dispatch`; the default branch when left out. */
  readonly ref?: string;
  readonly inputs?: JsonObject;
  /** Of `repository_dispatch`. */
  readonly clientPayload?: JsonObject;
  /** Of `schedule`: the cron line. */
  readonly cron?: string;
}

/** What the builders of payloads work with. */
export interface Scene {
  readonly view: View;
  readonly repo: RepoState;
  readonly action: string | null;
  readonly about: About;
}

export function itemOf({ repo, about }: Scene): Item {
  const number = about.number ?? about.pull;
  const item = number === undefined ? undefined : repo.items.get(number);
  if (item === undefined) throw new Error(`the event needs the number of an issue or pull request, not ${number}`);
  return item;
}

export function issueOf(scene: Scene): Issue {
  const item = itemOf(scene);
  if (item.kind !== 'issue') throw new Error(`#${item.number} is a pull request`);
  return item;
}

export function pullOf(scene: Scene): Pull {
  const item = itemOf(scene);
  if (item.kind !== 'pull') throw new Error(`#${item.number} is an issue`);
  return item;
}

/** The commit that the event names, or the head of its pull request. */
export function shaOf(scene: Scene): string {
  return scene.about.sha ?? pullOf(scene).headSha;
}

export function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the world has no ${what}`);
  return value;
}

export function suiteOf(repo: RepoState, id: number): CheckSuite {
  return must(
    repo.suites.find((suite) => suite.databaseId === id),
    `suite ${id}`,
  );
}
