import { circles } from './circles.ts';
import { localImports } from './imports.ts';
import { folderOf, type SourceFile } from './source-file.ts';

/** A folder and how many files stand in it, those of its own folders left out. */
export interface FolderSize {
  readonly folder: string;
  readonly files: number;
}

/** An import that ties one folder to another. */
interface Tie {
  readonly from: string;
  readonly to: string;
}

/** Folders that import each other; a folder and one inside it are two. */
export interface FolderCycle {
  readonly folders: readonly string[];
  /** One shortest way round. */
  readonly path: readonly Tie[];
}

/** How many files each folder holds, the fullest first. */
export function folderSizes(files: readonly SourceFile[]): readonly FolderSize[] {
  const sizes = Map.groupBy(files, ({ path }) => folderOf(path));
  return [...sizes]
    .map(([folder, { length }]) => ({ folder, files: length }))
    .toSorted((a, b) => b.files - a.files || (a.folder < b.folder ? -1 : 1));
}

/** Every group of folders that import each other, types included. */
export function folderCycles(files: readonly SourceFile[]): readonly FolderCycle[] {
  const ties = tiesByFolder(files);
  return circles(new Map([...ties].map(([folder, targets]) => [folder, [...targets.keys()]]))).map(
    ({ members, path }) => ({
      folders: members,
      path: path.slice(1).flatMap((to, index) => ties.get(path[index] ?? '')?.get(to) ?? []),
    }),
  );
}

/** For each folder and each other one that it imports from: the first import that does. */
function tiesByFolder(files: readonly SourceFile[]): ReadonlyMap<string, ReadonlyMap<string, Tie>> {
  const ties = new Map<string, Map<string, Tie>>();
  for (const file of files) {
    const folder = folderOf(file.path);
    const targets = ties.get(folder) ?? new Map<string, Tie>();
    ties.set(folder, targets);
    for (const to of localImports(file)) {
      const other = folderOf(to);
      if (other !== folder && !targets.has(other)) targets.set(other, { from: file.path, to });
    }
  }
  return ties;
}
