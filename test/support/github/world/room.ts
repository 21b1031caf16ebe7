import type { Instant } from './clock.ts';
import { account, type Hub, putRepo, repoOf } from './hub.ts';
import type { Commit, Issue, Item, Pull } from './model.ts';
import { newCommit } from './new-repo.ts';
import { type RepoState, withEntry } from './state.ts';
import type { EventBody } from './timeline.ts';

/** One repository of the hub as the operations see it: small reads, and small writes that make a new state. */
export interface Room {
  readonly hub: Hub;
  readonly name: string;
  /** Another repository of the same GitHub. */
  in(name: string): Room;
  now(): Instant;
  get(): RepoState;
  patch(change: Partial<RepoState>): void;
  item(number: number): Item;
  issue(number: number): Issue;
  pull(number: number): Pull;
  putItem(item: Item): void;
  /** Changes an item and stamps its `updatedAt`. */
  update(number: number, change: ItemChange): void;
  event(number: number, actor: string | null, body: EventBody): void;
  takeNumber(): number;
  commit(parts: Pick<Commit, 'author' | 'message' | 'parents' | 'files'>): Commit;
  setBranch(name: string, sha: string): void;
  /** Throws when nobody has that name; returns the login as the world keeps it. */
  who(login: string): string;
}

/** What may be changed of an item, whichever kind it is. */
type ItemChange = Partial<Omit<Issue, 'kind' | 'state'>> & Partial<Omit<Pull, 'kind' | 'state'>>;

export function openRoom(hub: Hub, name: string): Room {
  const get = () => repoOf(hub.read(), name);
  const patch = (change: Partial<RepoState>) => putRepo(hub, { ...get(), ...change });
  const item = (number: number): Item => {
    const found = get().items.get(number);
    if (found === undefined) throw new Error(`${name}#${number} does not exist`);
    return found;
  };
  const putItem = (next: Item) => patch({ items: withEntry(get().items, next.number, next) });
  return {
    hub,
    name,
    in: (other) => openRoom(hub, other),
    now: hub.clock.now,
    get,
    patch,
    item,
    issue(number) {
      const found = item(number);
      if (found.kind !== 'issue') throw new Error(`${name}#${number} is a pull request`);
      return found;
    },
    pull(number) {
      const found = item(number);
      if (found.kind !== 'pull') throw new Error(`${name}#${number} is an issue`);
      return found;
    },
    putItem,
    update: (number, change) => putItem({ ...item(number), ...change, updatedAt: hub.clock.now() }),
    event(number, actor, body) {
      const event = { ...body, ...hub.ids.next('event'), createdAt: hub.clock.now(), actor };
      const { timeline } = get();
      patch({ timeline: withEntry(timeline, number, [...(timeline.get(number) ?? []), event]) });
    },
    takeNumber() {
      const number = get().nextNumber;
      patch({ nextNumber: number + 1 });
      return number;
    },
    commit(parts) {
      const made = newCommit(hub, parts);
      patch({ commits: withEntry(get().commits, made.sha, made) });
      return made;
    },
    setBranch: (branch, sha) => patch({ branches: withEntry(get().branches, branch, sha) }),
    who: (login) => account(hub.read(), login).login,
  };
}
