import {
  type EditFact,
  type GitHubItems,
  isBefore,
  type LoopRecord,
  plusMs,
  type Revision,
  standingRevisions,
} from '../../core/model.ts';
import type { RecordAuthors } from './record-authors.ts';
import { contentOf, revisionsOf } from './revisions.ts';
import type { StoredRecord } from './stored-record.ts';

/** So many edits may come between reading the comment and reading its history. */
const NEWER = 3;

/** Behind the oldest of them, to measure by it what somebody else wrote; and more if that was not enough. */
const OLDER = [2, 100, 1_000];

/**
 * The bodies that were written after the one that the record is based on, and that it never saw: its writer's base was
 * revision `rev - 1`, and every later one but its own was overwritten. What somebody else wrote is none of them, unless
 * it may stand. No request where there is none.
 * @returns null: the history does not hold the body that was read, as from a replica that lags behind
 */
export async function overwrittenRecords(
  github: Pick<GitHubItems, 'readEdits'>,
  stored: StoredRecord,
  recordAuthors: RecordAuthors,
): Promise<readonly LoopRecord[] | null> {
  const { comment, record } = stored;
  const unseen = comment.revisions - record.head.rev;
  if (unseen <= 0) return [];
  let overwritten: readonly Judged[] = [];
  for (const older of OLDER) {
    const count = NEWER + 1 + unseen + older;
    const edits = await github.readEdits(comment, count);
    const own = placeOf(stored, edits);
    if (own === null) return null;
    const isWhole = edits.length < count;
    overwritten = judged(revisionsOf(comment, edits.slice(own + 1), { isWhole, recordAuthors }))
      .slice(0, -1)
      .slice(-unseen);
    if (isWhole || overwritten.every(({ stands, trusted }) => stands || trusted)) break;
  }
  return overwritten.flatMap(({ content, stands }) => (stands && typeof content === 'object' ? [content] : []));
}

/** One edit, as two fields of GitHub's tell it. */
const SAME_MOMENT_MS = 1_000;

interface Judged extends Revision {
  readonly stands: boolean;
}

function judged(revisions: readonly Revision[]): readonly Judged[] {
  const stands = standingRevisions(revisions);
  return revisions.map((revision, index) => ({ ...revision, stands: stands[index] === true }));
}

/**
 * Where the body that was read stands in the history. Erased revisions cannot tell: then it is taken for the newest. The same
 * body can stand there twice, where an edit that appends nothing was sent again and its first copy came in late: so a
 * history that ends before the comment was edited last is an old one, whatever it holds.
 */
function placeOf({ comment, record }: StoredRecord, edits: readonly EditFact[]): number | null {
  const [newest] = edits;
  const { lastEditedAt } = comment;
  if (newest !== undefined && lastEditedAt !== null && isBefore(newest.editedAt, plusMs(lastEditedAt, -SAME_MOMENT_MS)))
    return null;
  const isOwn = (edit: EditFact): boolean => {
    if (edit.body === comment.body) return true;
    const head = recordIn(edit)?.head;
    return head?.hash === record.head.hash && head.rev === record.head.rev;
  };
  const place = edits.findIndex(isOwn);
  if (place >= 0) return place;
  return edits.length > 0 && recordIn(edits[0]) === null ? 0 : null;
}

/** A revision that is not a record of ours says nothing about lost steps; what it does say is for `verify`. */
function recordIn(edit: EditFact | undefined): LoopRecord | null {
  const content = contentOf(edit?.body ?? null);
  return content === 'deleted' || content === 'unreadable' ? null : content;
}
