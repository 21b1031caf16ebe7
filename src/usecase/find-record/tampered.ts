import { accountName, entriesOf, LoopForgeError, type LoopRecord, type SeenComment } from '../../core/model.ts';
import { checkLinks } from '../../core/verify/index.ts';

/**
 * What every run sees for nothing: whether the entries in a comment hold together. `verify` looks at all the rest.
 * @throws LoopForgeError `record_tampered`, naming the last editor and the time; nothing is written over what was found
 */
export function refuseBroken(comment: SeenComment, record: LoopRecord): void {
  if (record === lastSound) return;
  const problem = brokenAt(record);
  if (problem !== null) throw tampered(comment, `It does not hold: ${problem.replace(/\.$/, '')}`);
  lastSound = record;
}

/** The same comment is looked at before the lock and under it, and is the same record then. */
let lastSound: LoopRecord | null = null;

/** @returns the error for a comment that somebody changed, with what is wrong in words */
export function tampered(comment: SeenComment, what: string, cause?: unknown): LoopForgeError {
  const { url, lastEditedAt, editor } = comment;
  const by = lastEditedAt === null ? '' : ` It was last edited by ${accountName(editor)} at ${lastEditedAt}.`;
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
  const broken = checkLinks(record.genesis, entries, record.segments.at(-1) ?? null).find(
    (one) => one.code === 'chain_broken',
  );
  if (broken !== undefined) return broken.message;
  return entries.at(-1)?.hash === record.head.hash ? null : 'its last entry is not the one that its head names';
}
