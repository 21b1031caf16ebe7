import { access, constants, open, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  type JournalEnd,
  type JournalHeader,
  type JournalLine,
  journalHeader,
  journalLine,
} from '../../codec/export-run/index.ts';
import { LoopForgeError } from '../../core/model.ts';
import { ExportFile, type ExportPaths, removeBeside } from './export-file.ts';
import { type LeftBehind, leftBehind } from './left-behind.ts';
import { outputFailed } from './output-failed.ts';
import { behindLink, replaceFile } from './replace-file.ts';
import { lockRun } from './run-lock.ts';

/** What an export is to be. */
export interface ExportWish extends JournalHeader {
  readonly path: string;
  /** Whatever an earlier run left is taken away. */
  readonly restart: boolean;
  /** What an earlier run wrote is the beginning of what this one writes. */
  readonly canGoOn: boolean;
}

/** The file of an export, which nobody else writes meanwhile. */
export interface OpenExport extends Opened {
  /** Takes away what is beside the file: all is done that was to be. */
  forget(): Promise<void>;
  /** Lets others write it. */
  release(): Promise<void>;
}

interface Opened {
  /** As the run began that is gone on with: this one, or an earlier one. */
  readonly header: JournalHeader;
  readonly state:
    | {
        readonly kind: 'open';
        readonly file: ExportFile;
        /** What is in it already. */
        readonly written: readonly JournalLine[];
      }
    /** An earlier run wrote all of it, and did not come to say so. */
    | { readonly kind: 'whole'; readonly end: JournalEnd };
}

/**
 * Opens the file of an export, or goes on with one that an earlier run began.
 * @throws LoopForgeError `output_failed`; `input_invalid` where another command began it
 */
export async function openExport(wish: ExportWish): Promise<OpenExport> {
  const path = await behindLink(wish.path);
  const paths = { path, partial: `${path}.partial`, journal: `${path}.partial.journal` };
  await checkPlace(path);
  const release = await lockRun(path, `${paths.partial}.lock`);
  try {
    return { ...(await openLocked(wish, paths)), release, forget: () => removeBeside(paths) };
  } catch (error) {
    await release();
    throw error instanceof LoopForgeError ? error : outputFailed(path, error);
  }
}

async function openLocked(wish: ExportWish, paths: ExportPaths): Promise<Opened> {
  const left: LeftBehind = wish.restart ? { kind: 'nothing' } : await leftBehind(paths, wish);
  if (left.kind === 'whole') {
    const { header, end, isInPlace } = left;
    if (!isInPlace) await rename(paths.partial, paths.path);
    return { header, state: { kind: 'whole', end } };
  }
  const { header, written } = left.kind === 'part' ? left : { header: wish, written: [] };
  // The journal first, and in one step: data without one is nobody's.
  await replaceFile(paths.journal, `${journalHeader(header)}${written.map(journalLine).join('')}`);
  const journal = await open(paths.journal, 'a');
  const size = written.at(-1)?.at ?? 0;
  const data = await open(paths.partial, size === 0 ? 'w' : 'r+');
  await data.truncate(size);
  const file = new ExportFile(paths, { data, journal, size, records: written.length, canGoOn: wish.canGoOn });
  return { header, state: { kind: 'open', file, written } };
}

/** @throws LoopForgeError `output_failed`, `input_invalid` */
async function checkPlace(path: string): Promise<void> {
  try {
    await access(dirname(path), constants.W_OK);
  } catch (cause) {
    throw outputFailed(path, cause);
  }
  const there = await stat(path).catch(() => null);
  if (there === null || there.isFile()) return;
  const why = there.isDirectory() ? 'is a folder' : 'is no file. To write there, leave the option out and redirect';
  throw new LoopForgeError('input_invalid', `${path} ${why}.`);
}
