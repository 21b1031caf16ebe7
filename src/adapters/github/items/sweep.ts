import { type Answer, known, type Page, type SweepNode, sweepItem, unreadItem } from '../../../codec/github/index.ts';
import { type Instant, isBefore, plusMs, type SweepSource, UNAVAILABLE } from '../../../core/model.ts';
import type { Session } from '../client/index.ts';
import { type AssigneeField, type Query, SWEEP_PULLS_QUERY, sweepIssuesQuery } from '../queries/index.ts';

/** What the list came to on the way. */
interface Listing {
  readonly holes: Answer[];
  /** The moment of the first answer, by GitHub's clock; null: there was none yet. */
  begun: Instant | null;
}

type SweepOptions = Parameters<SweepSource['listSweepItems']>[0];

/** Which items of a list are given, and where it ends. */
interface Bounds {
  /** Nothing that was not touched since is looked at; null: everything is. */
  readonly since: Instant | null;
  readonly takes: (item: SweepNode) => boolean;
}

const EVERYTHING: Bounds = { since: null, takes: () => true };

/**
 * Every open item and those closed lately, page by page, so that memory stays flat. One that the list does not show whole
 * is looked at by itself; a place of the list with nothing in it ends the list, once all others were given.
 */
export async function* listSweepItems(session: Session, options: SweepOptions): AsyncGenerator<SweepNode> {
  const { pulls, deletions = false } = options;
  const listing: Listing = { holes: [], begun: null };
  const list = (query: (assignees: AssigneeField) => Query, states: readonly string[], bounds: Bounds) => {
    const { since } = bounds;
    const variables = { states, deletions, ...(since === null ? {} : { since }) };
    return pagesOf(session, query, variables, { bounds, listing });
  };
  yield* list(sweepIssuesQuery, ['OPEN'], EVERYTHING);
  yield* list(sweepIssuesQuery, ['CLOSED'], closedLately(listing, options));
  if (pulls) {
    yield* list(() => SWEEP_PULLS_QUERY, ['OPEN'], EVERYTHING);
    yield* list(() => SWEEP_PULLS_QUERY, ['CLOSED', 'MERGED'], closedLately(listing, options));
  }
  listing.holes[0]?.lacking();
}

/** By the clock of the first answer, so that it is asked once there was one. */
function closedLately({ begun }: Listing, { closedWithinMs, waiting }: SweepOptions): Bounds {
  if (closedWithinMs === null || begun === null) return EVERYTHING;
  const lately = plusMs(begun, -closedWithinMs);
  const sinks = waiting?.sinks() ?? [];
  const since = waiting === undefined || sinks.length === 0 ? lately : plusMs(begun, -waiting.closedWithinMs);
  const takes = ({ closedAt, waitsFor }: SweepNode): boolean => {
    if (closedAt === null || !isBefore(closedAt, lately)) return true;
    return !isBefore(closedAt, since) && waitsFor.some((sink) => sinks.includes(sink));
  };
  return { since, takes };
}

/** Pages come most recently updated first, so the first item that was not touched since ends them. */
async function* pagesOf(
  session: Session,
  query: (assignees: AssigneeField) => Query,
  variables: { readonly [name: string]: unknown },
  { bounds: { since, takes }, listing }: { readonly bounds: Bounds; readonly listing: Listing },
): AsyncGenerator<SweepNode> {
  let after: string | null = null;
  do {
    const { nodes, next }: Page = await pageOf(session, query, { ...variables, after }, listing);
    for (const node of nodes) {
      const item = itemIn(node);
      if (item === null) {
        listing.holes.push(node);
        continue;
      }
      if (since !== null && isBefore(item.updatedAt, since)) return;
      if (takes(item)) yield item;
    }
    after = next;
  } while (after !== null);
}

/** Null: not even its number is there. */
function itemIn(node: Answer): SweepNode | null {
  const item = known(() => sweepItem(node));
  if (item !== UNAVAILABLE) return item;
  const unread = known(() => unreadItem(node));
  return unread === UNAVAILABLE ? null : unread;
}

async function pageOf(
  session: Session,
  query: (assignees: AssigneeField) => Query,
  variables: { readonly [name: string]: unknown },
  listing: Listing,
): Promise<Page> {
  const { data, at } = await session.askAboutAssignees(query, variables);
  listing.begun ??= at;
  return data.at('repository').pageWithHoles('items');
}
