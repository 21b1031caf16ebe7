import { GitHubError } from './errors.ts';

/** The arguments that every connection takes. */
export interface PageArgs {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

export interface Slice<T> {
  readonly items: readonly T[];
  /** How many stood between `before` and `after`. */
  readonly between: number;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** How the keys of a list follow one another. */
export type Order = 'rising' | 'falling';

const MAX = 100;

/**
 * A connection over `all`. Cursors name an item, not a place, so that a page that is asked for later goes on after the
 * same item. `key` must tell the items apart.
 * @param order the list is sorted by its keys, in code units: then a page goes on after a place whose item is gone
 */
export function connection<T>(
  name: string,
  all: readonly T[],
  args: PageArgs,
  key: (item: T) => string,
  present: (item: T) => unknown,
  more: { readonly [field: string]: unknown } = {},
  order: Order | null = null,
) {
  const slice = () => sliced(name, all, args, key, order);
  return {
    totalCount: all.length,
    nodes: () => slice().items.map(present),
    edges: () => slice().items.map((item) => ({ cursor: cursor(key(item)), node: present(item) })),
    pageInfo: () => {
      const { hasNextPage, hasPreviousPage, startCursor, endCursor } = slice();
      return { hasNextPage, hasPreviousPage, startCursor, endCursor };
    },
    ...more,
  };
}

/** The part of a list that the arguments ask for; throws what GitHub says about bad ones. */
export function sliced<T>(
  name: string,
  all: readonly T[],
  args: PageArgs,
  key: (item: T) => string,
  order: Order | null = null,
): Slice<T> {
  const { first = null, last = null } = args;
  if (first === null && last === null) {
    const text = `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`;
    throw new GitHubError('MISSING_PAGINATION_BOUNDARIES', text);
  }
  checkCount(name, 'first', first);
  checkCount(name, 'last', last);
  const from = args.after == null ? 0 : place(all, args.after, key, order) + 1;
  const to = args.before == null ? all.length : place(all, args.before, key, order);
  const between = all.slice(from, to);
  const head = first === null ? between : between.slice(0, first);
  const items = last === null ? head : head.slice(Math.max(0, head.length - last));
  const start = from + head.length - items.length;
  const [one, end] = [items[0], items.at(-1)];
  return {
    items,
    between: between.length,
    hasPreviousPage: start > 0,
    hasNextPage: start + items.length < all.length,
    startCursor: one === undefined ? null : cursor(key(one)),
    endCursor: end === undefined ? null : cursor(key(end)),
  };
}

function checkCount(name: string, argument: 'first' | 'last', count: number | null): void {
  if (count === null || (count >= 0 && count <= MAX)) return;
  const text = `Requesting ${count} records on the \`${name}\` connection exceeds the \`${argument}\` limit of ${MAX} records.`;
  throw new GitHubError('EXCESSIVE_PAGINATION', text);
}

const CURSOR = 'cursor:v2:';

function cursor(key: string): string {
  return Buffer.from(CURSOR + key).toString('base64');
}

function place<T>(all: readonly T[], text: string, key: (item: T) => string, order: Order | null): number {
  const decoded = Buffer.from(text, 'base64').toString('utf8');
  const wanted = decoded.startsWith(CURSOR) ? decoded.slice(CURSOR.length) : null;
  const found = wanted === null ? -1 : all.findIndex((item) => key(item) === wanted);
  if (found >= 0) return found;
  if (wanted === null || order === null)
    throw new GitHubError('INVALID_CURSOR_ARGUMENTS', `\`${text}\` does not appear to be a valid cursor.`);
  const behind = all.findIndex((item) => (order === 'rising' ? key(item) > wanted : key(item) < wanted));
  return (behind < 0 ? all.length : behind) - 1;
}
