import { wrongDoors } from './doors.ts';
import { type FolderCycle, type FolderSize, folderCycles, folderSizes } from './folders.ts';
import { importsOf } from './imports.ts';
import { type DoubledName, doubledNames } from './names.ts';
import { isWritten, lineCount, type SourceFile } from './source-file.ts';

/** What a file comes to. */
interface FileSize {
  readonly file: string;
  readonly lines: number;
  /** How many modules it imports or passes on. */
  readonly imports: number;
}

/** The structure of a tree in figures. */
export interface House {
  /** The fullest folder first. */
  readonly folders: readonly FolderSize[];
  /** In the order of their paths. */
  readonly files: readonly FileSize[];
  /** Imports per file, on average. */
  readonly averageImports: number;
  readonly doubledNames: readonly DoubledName[];
  readonly folderCycles: readonly FolderCycle[];
  /** Imports that go past a door, and files that pass on and are none, as sentences. */
  readonly wrongDoors: readonly string[];
}

/** Measures a tree; generated files are left out. */
export function measureHouse(sources: readonly SourceFile[]): House {
  const written = sources.filter(isWritten);
  const files = written.map((file) => ({
    file: file.path,
    lines: lineCount(file),
    imports: importsOf(file).length,
  }));
  return {
    folders: folderSizes(written),
    files,
    averageImports: files.reduce((sum, { imports }) => sum + imports, 0) / Math.max(files.length, 1),
    doubledNames: doubledNames(written),
    folderCycles: folderCycles(written),
    wrongDoors: wrongDoors(written),
  };
}
