import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';

/** A file of the tree that is measured. */
export interface SourceFile {
  /** Path below the tree's own folder, such as `core/plan.ts`. */
  readonly path: string;
  readonly text: string;
}

/** All files below a folder, in the order of their paths. */
export function readSources(folder: string): readonly SourceFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((path) => ({ path: relative(folder, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }));
}

/** Whether somebody wrote the file: what a script makes is held to no limit. */
export function isWritten({ path }: SourceFile): boolean {
  return !path.split('/').includes('generated');
}

/** The folder that a file stands in, such as `core/record`; `.` at the top of the tree. */
export function folderOf(path: string): string {
  return posix.dirname(path);
}

/** How many lines a file has; empty ones at its end do not count. */
export function lineCount({ text }: SourceFile): number {
  return text.trimEnd().split('\n').length;
}
