import type { Page } from '../../codec/github/github-answer.ts';
import { type SweepNode, sweepItem } from '../../codec/github/github-sweep.ts';
import type { SweepSource } from '../../core/ports.ts';
import type { AssigneeField, Query } from './queries.ts';
import { SWEEP_PULLS_QUERY, sweepIssuesQuery } from './queries.ts';
import type { Session } from './session.ts';

/** Every open item and those closed since, page by page, so that memory stays flat. */
export async function* listSweepItems(
  session: Session,
  { since, pulls }: Parameters<SweepSource['listSweepItems']>[0],
): AsyncGenerator<SweepNode> {
  yield* pagesOf(session, sweepIssuesQuery, { states: ['OPEN'] }, null);
  yield* pagesOf(session, sweepIssuesQuery, { states: ['CLOSED'], since }, since);
  if (!pulls) return;
  yield* pagesOf(session, () => SWEEP_PULLS_QUERY, { states: ['OPEN'] }, null);
  yield* pagesOf(session, () => SWEEP_PULLS_QUERY, { states: ['CLOSED', 'MERGED'] }, since);
}

/** Pages come most recently updated first, so the first item that was not touched since ends them. */
async function* pagesOf(
  session: Session,
  query: (assignees: AssigneeField) => Query,
  variables: { readonly [name: string]: unknown },
  since: string | null,
): AsyncGenerator<SweepNode> {
  let after: string | null = null;
  do {
    const { nodes, next }: Page = await pageOf(session, query, { ...variables, after });
    for (const node of nodes) {
      const item = sweepItem(node);
      if (since !== null && item.updatedAt < since) return;
      if (since === null || item.closedAt === null || item.closedAt >= since) yield item;
    }
    after = next;
  } while (after !== null);
}

async function pageOf(
  session: Session,
  query: (assignees: AssigneeField) => Query,
  variables: { readonly [name: string]: unknown },
): Promise<Page> {
  const { data } = await session.askAboutAssignees(query, variables);
  return data.at('repository').page('items');
}
