import { isBefore, type SweepItem, type SweepSource } from '../../core/model.ts';
import type { RepositoryKept } from '../verify/index.ts';

/** Issues and pull requests, open and closed, of whatever age. */
const EVERY_ITEM = { closedWithinMs: null, pulls: true, deletions: true } as const;

/**
 * The numbers of a repository's items that verifying has something to say about: those that have a record or may have
 * one, as they are listed; and at the end, when it is known since when records are kept, those that may have lost theirs
 * and those in whose locked conversation none could be begun. Such a one is missed only where it was opened since then:
 * before that, nobody kept any.
 * @param options.kept told of the oldest record of the list
 * @param options.seen called for each item of the list
 */
export async function* worthVerifying(
  source: SweepSource,
  { kept, seen = () => {} }: { readonly kept: RepositoryKept; readonly seen?: (number: number) => void },
): AsyncGenerator<number, void> {
  const later: SweepItem[] = [];
  for await (const item of source.listSweepItems(EVERY_ITEM)) {
    seen(item.number);
    if (item.recordSince !== null && (kept.since === null || isBefore(item.recordSince, kept.since)))
      kept.since = item.recordSince;
    if (item.hasRecordComment) yield item.number;
    else if (!item.allCommentsSeen || ((item.locked || item.mayHaveLostRecord) && !item.closesIssue)) later.push(item);
  }
  for (const { number, createdAt, ...item } of later) {
    const isMissed = item.locked && kept.since !== null && !isBefore(createdAt, kept.since);
    if (!item.allCommentsSeen || item.mayHaveLostRecord || isMissed) yield number;
  }
}
