import { nameOf } from '../core/account-name.ts';
import { LoopForgeError } from '../core/errors.ts';
import type { CommentFact } from '../core/ports.ts';
import { areOwnNotes } from '../core/record/accepted-revision.ts';
import { entriesOf } from '../core/record/chain.ts';
import type { LoopRecord } from '../core/record/record.ts';
import { checkChain } from '../core/verify/chain.ts';

/**
 * What every run sees for nothing: who edited the comment last, and whether the entries in it hold together. `verify`
 * looks at all the rest.
 * @param keepers numeric ids of the accounts that keep records here, our own among them
 * @throws LoopForgeError `record_tampered`, naming the editor and the time; nothing is written over what was found
 */
export function refuseTampered(comment: CommentFact, record: LoopRecord, keepers: ReadonlySet<string>): void {
  const last = entriesOf(record).at(-1);
  // A person's redaction or repair ends in a note that names them; whether it did nothing else `verify` tells.
  const isOwnNote = last !== undefined && areOwnNotes([last], comment.editor);
  if (isForeignEdit(comment, keepers) && !isOwnNote) throw tampered(comment, 'It is not as LoopForge wrote it');
  if (record === lastSound) return;
  const problem = brokenAt(record);
  if (problem !== null) throw tampered(comment, `It does not hold: ${problem.replace(/\.$/, '')}`);
  lastSound = record;
}

/** The same comment is looked at before the lock and under it, and is the same record then. */
let lastSound: LoopRecord | null = null;

/** Whether the last to edit the comment was neither its author nor another account that keeps records. */
export function isForeignEdit({ lastEditedAt, editor, author }: CommentFact, keepers: ReadonlySet<string>): boolean {
  if (lastEditedAt === null) return false;
  return editor === null || !(keepers.has(editor.id) || editor.id === author?.id);
}

/** @returns the error for a comment that somebody else changed, with what is wrong in words */
export function tampered(comment: CommentFact, what: string, cause?: unknown): LoopForgeError {
  const { url, lastEditedAt, editor } = comment;
  const by = lastEditedAt === null ? '' : ` It was last edited by ${nameOf(editor)} at ${lastEditedAt}.`;
  return new LoopForgeError(
    'record_tampered',
    `The record in ${url} was changed from outside. ${what}.${by} Nothing was written. ` +
      'Look at the edit history of the comment, then run "loopforge repair" with a reason: it keeps what was found.',
    { cause },
  );
}

/** Null: hashes, links and numbers of the entries in this comment hold, and the last is the one that its head names. */
function brokenAt(record: LoopRecord): string | null {
  const entries = entriesOf(record);
  const sealed = record.segments.at(-1)?.last_seq ?? 0;
  const broken = checkChain(record.genesis, entries, sealed).find((one) => one.code === 'chain_broken');
  if (broken !== undefined) return broken.message;
  return entries.at(-1)?.hash === record.head.hash ? null : 'its last entry is not the one that its head names';
}
