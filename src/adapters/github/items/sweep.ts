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

/**
 * Every open item and those closed lately, page by page, so that memory stays flat. One that the list does not show whole
 * is looked at by itself; a place of the list with nothing in it ends the list, once all others were given.
 */
export async function* listSweepItems(
  session: Session,
  { closedWithinMs, pulls, deletions = false }: Parameters<SweepSource['listSweepItems']>[0],
): AsyncGenerator<SweepNode> {
  const listing: Listing = { holes: [], begun: null };
  const list = (query: (assignees: AssigneeField) => Query, states: readonly string[], since: Instant | null) =>
    pagesOf(session, query, { states, deletions, ...(since === null ? {} : { since }) }, { since, listing });
  const since = (): Instant | null =>
    closedWithinMs === null || listing.begun === null ? null : plusMs(listing.begun, -closedWithinMs);
  yield* list(sweepIssuesQuery, ['OPEN'], null);
  yield* list(sweepIssuesQuery, ['CLOSED'], since());
  if (pulls) {
    yield* list(() => SWEEP_PULLS_QUERY, ['OPEN'], null);
    yield* list(() => SWEEP_PULLS_QUERY, ['CLOSED', 'MERGED'], since());
  }
  listing.holes[0]?.lacking();
}

/** Pages come most recently updated first, so the first item that was not touched since ends them. */
async function* pagesOf(
  session: Session,
  query: (assignees: AssigneeField) => Query,
  variables: { readonly [name: string]: unknown },
  { since, listing }: { readonly since: Instant | null; readonly listing: Listing },
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
      if (since === null || item.closedAt === null || !isBefore(item.closedAt, since)) yield item;
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
