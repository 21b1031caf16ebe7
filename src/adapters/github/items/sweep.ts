import { type Answer, known, type Page, type SweepNode, sweepItem, unreadItem } from '../../../codec/github/index.ts';
import { type Instant, isBefore, type SweepSource, UNAVAILABLE } from '../../../core/model.ts';
import type { Session } from '../client/index.ts';
import { type AssigneeField, type Query, SWEEP_PULLS_QUERY, sweepIssuesQuery } from '../queries/index.ts';

/**
 * Every open item and those closed since, page by page, so that memory stays flat. One that the list does not show whole
 * is looked at by itself; a place of the list with nothing in it ends the list, once all others were given.
 */
export async function* listSweepItems(
  session: Session,
  { since, pulls, deletions = false }: Parameters<SweepSource['listSweepItems']>[0],
): AsyncGenerator<SweepNode> {
  const holes: Answer[] = [];
  const list = (query: (assignees: AssigneeField) => Query, variables: object, until: Instant | null) =>
    pagesOf(session, query, { ...variables, deletions }, { since: until, holes });
  yield* list(sweepIssuesQuery, { states: ['OPEN'] }, null);
  yield* list(sweepIssuesQuery, { states: ['CLOSED'], since }, since);
  if (pulls) {
    yield* list(() => SWEEP_PULLS_QUERY, { states: ['OPEN'] }, null);
    yield* list(() => SWEEP_PULLS_QUERY, { states: ['CLOSED', 'MERGED'] }, since);
  }
  holes[0]?.lacking();
}

/** Pages come most recently updated first, so the first item that was not touched since ends them. */
async function* pagesOf(
  session: Session,
  query: (assignees: AssigneeField) => Query,
  variables: { readonly [name: string]: unknown },
  { since, holes }: { readonly since: Instant | null; readonly holes: Answer[] },
): AsyncGenerator<SweepNode> {
  let after: string | null = null;
  do {
    const { nodes, next }: Page = await pageOf(session, query, { ...variables, after });
    for (const node of nodes) {
      const item = itemIn(node);
      if (item === null) {
        holes.push(node);
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
): Promise<Page> {
  const { data } = await session.askAboutAssignees(query, variables);
  return data.at('repository').pageWithHoles('items');
}
