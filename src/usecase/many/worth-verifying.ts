import type { SweepItem, SweepSource } from '../../core/ports.ts';

/** Issues and pull requests, open and closed, of whatever age. */
const EVERY_ITEM = { since: '1970-01-01T00:00:00Z', pulls: true } as const;

/**
 * The numbers of a repository's items that verifying has something to say about: those that have a record or may have
 * one, as they are listed; and at the end those in whose locked conversation no record could be begun. Such a one is
 * missed only where it was opened since the first record: before that, nobody kept any.
 * @param seen called for each item of the list
 */
export async function* worthVerifying(
  source: SweepSource,
  seen: (number: number) => void = () => {},
): AsyncGenerator<number, void> {
  const locked: SweepItem[] = [];
  let first: string | null = null;
  for await (const item of source.listSweepItems(EVERY_ITEM)) {
    seen(item.number);
    if (item.recordSince !== null && (first === null || item.recordSince < first)) first = item.recordSince;
    if (item.hasRecordComment || !item.allCommentsSeen) yield item.number;
    else if (item.locked && !item.closesIssue) locked.push(item);
  }
  for (const { number, createdAt } of locked) if (first !== null && createdAt >= first) yield number;
}
