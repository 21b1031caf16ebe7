import { readFile, stat } from 'node:fs/promises';
import {
  type ExportJournal,
  type JournalEnd,
  type JournalHeader,
  type JournalLine,
  readJournal,
} from '../../codec/export-run/index.ts';
import { LoopForgeError } from '../../core/model.ts';
import type { ExportPaths } from './export-file.ts';

/** What an earlier run left of an export. */
export type LeftBehind =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'part'; readonly header: JournalHeader; readonly written: readonly JournalLine[] }
  /** All of it, in its place or still beside it. */
  | { readonly kind: 'whole'; readonly header: JournalHeader; readonly end: JournalEnd; readonly isInPlace: boolean };

/** What a run would begin or go on with. */
interface Asked {
  readonly asked: string;
  readonly canGoOn: boolean;
}

/**
 * Looks at what is beside the place of an export.
 * @throws LoopForgeError `input_invalid` where that is not for this command to go on with or to take away
 */
export async function leftBehind(paths: ExportPaths, { asked, canGoOn }: Asked): Promise<LeftBehind> {
  const size = await sizeOf(paths.partial);
  const text = await textOf(paths.journal);
  const journal = text === null ? null : readJournal(text);
  if (journal === null) {
    // A run that ended while it began has written nothing.
    if ((size ?? 0) > 0) throw notOurs(paths);
    return { kind: 'nothing' };
  }
  const { header, end } = journal;
  if (header.asked !== asked) throw ofAnother(paths);
  if (end === null) return canGoOn && size !== null ? partOf(journal, size) : { kind: 'nothing' };
  if (size !== null) return { kind: 'whole', header, end, isInPlace: false };
  return (await sizeOf(paths.path)) === null ? { kind: 'nothing' } : { kind: 'whole', header, end, isInPlace: true };
}

/** After a failure of the power the journal may know of what did not reach the disk. */
function partOf({ header, written }: ExportJournal, size: number): LeftBehind {
  const beyond = written.findIndex(({ at }) => at > size);
  return { kind: 'part', header, written: beyond === -1 ? written : written.slice(0, beyond) };
}

function ofAnother({ path, partial }: ExportPaths): LoopForgeError {
  const message = `${partial} is of another export to ${path} that did not come to its end. Repeat that command to go on with it, or add "--restart" to begin anew.`;
  return new LoopForgeError('input_invalid', message);
}

function notOurs({ partial }: ExportPaths): LoopForgeError {
  const message = `${partial} is there, and no export tells what it is. Move it away, or add "--restart" to write over it.`;
  return new LoopForgeError('input_invalid', message);
}

async function sizeOf(path: string): Promise<number | null> {
  return orNull(async () => (await stat(path)).size);
}

async function textOf(path: string): Promise<string | null> {
  return orNull(() => readFile(path, 'utf8'));
}

async function orNull<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
