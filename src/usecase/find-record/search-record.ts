import type { CommentFact, GitHubItems, ItemComments, Reading, SeenComment } from '../../core/model.ts';
import { isForeignEdit, mayHaveHeld, type RecordAuthors } from './record-authors.ts';
import { findStored, type RecordSearch } from './stored-record.ts';

/** A reading with as many of its comments as it took, and the record among them. */
export interface Searched {
  readonly reading: Reading;
  readonly found: RecordSearch;
}

type Asked = Pick<GitHubItems, 'readAllComments' | 'readEdits' | 'readBeginnings'>;

/**
 * Finds the record of an item and asks whose it is before anything in it is believed. Pages through all comments only
 * when those in the first answer hold no record and there are more. The edit history is read where somebody edited last
 * who keeps no records, where two comments claim to be the record, and where a record could begin although a
 * comment of a record author may have held it.
 * @throws LoopForgeError `record_unreadable`, `record_tampered`, and what GitHub answers
 */
export async function searchRecord(github: Asked, reading: Reading, recordAuthors: RecordAuthors): Promise<Searched> {
  const found = findStored(reading, recordAuthors);
  if (found.stored !== null) return { reading, found: await asked(github, reading, found, recordAuthors) };
  const whole = await withAllComments(github, reading);
  const searched = whole === reading ? found : findStored(whole, recordAuthors);
  return { reading: whole, found: await asked(github, whole, searched, recordAuthors) };
}

async function withAllComments(github: Asked, reading: Reading): Promise<Reading> {
  if (reading.allCommentsSeen) return reading;
  const comments: readonly CommentFact[] = await github.readAllComments(reading.facts.number);
  return { ...reading, comments, allCommentsSeen: true };
}

/** The same search, once it is known that nobody else had a hand in it. The usual case is told at a glance. */
async function asked(
  github: Asked,
  reading: Reading,
  found: RecordSearch,
  recordAuthors: RecordAuthors,
): Promise<RecordSearch> {
  if (isPlain(reading, found, recordAuthors)) return found;
  const { refuseForeign } = await import('./refuse-foreign.ts');
  await refuseForeign(github, { reading, found, recordAuthors });
  return found;
}

/**
 * Whether nothing is left to be asked of what was found: nobody else had a hand in the record and there is one; or there
 * is none, and none of the comments that were seen can have held it.
 */
export function isPlain<C extends SeenComment>(
  reading: ItemComments<C>,
  { stored, surplus, strays }: RecordSearch<C>,
  recordAuthors: RecordAuthors,
): boolean {
  if (stored === null) return !reading.comments.some((one) => mayHaveHeld(one, recordAuthors));
  return surplus.length === 0 && ![stored.comment, ...strays].some((one) => isForeignEdit(one, recordAuthors));
}
