import type { Entry } from './entry.ts';
import { isNote } from './kind.ts';
import { isNoteOf, isTakingIn, keptIn, withKept } from './notes.ts';

/** What no entry may be, and no schema can say. Null: it is none of that. */
export function misformIn(entries: readonly Entry[]): string | null {
  for (const entry of entries.flatMap(withKept)) {
    const what = misformOf(entry);
    if (what !== null) return `entry ${entry.seq} ${what}`;
  }
  return null;
}

function misformOf(entry: Entry): string | null {
  if (!isAscending(entry.flags)) return 'has flags that do not stand in order';
  if (!isNote(entry)) return null;
  if (keptIn(entry).some((kept) => keptIn(kept).length > 0)) return 'keeps an entry that keeps another one';
  if (isTakingIn(entry) && entry.was.kept.length + entry.was.named.length === 0) return 'takes nothing in';
  if (entry.trigger !== entry.kind) return 'is a note whose trigger is not its kind';
  if (isNoteOf(entry, 'redaction') && !isAscending(entry.was.data.names))
    return 'names values that do not stand in order';
  const coalesced = isNoteOf(entry, 'edits_coalesced') ? entry.was.data : null;
  if (coalesced !== null && coalesced.revisions >= coalesced.rev) return 'says that no edit is missing';
  return null;
}

/** By UTF-16 units, each once. */
function isAscending(texts: readonly string[]): boolean {
  return texts.every((text, index) => index === 0 || text > (texts[index - 1] ?? ''));
}
