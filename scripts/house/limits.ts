import type { FolderCycle } from './folders.ts';
import type { House } from './measure.ts';

/** The most that there may be of each. */
export interface Limits {
  readonly filesPerFolder: number;
  readonly linesPerFile: number;
  /** On average over all files. */
  readonly importsPerFile: number;
  readonly doubledNames: number;
  readonly folderCycles: number;
}

export const LIMITS: Limits = {
  filesPerFolder: 12,
  linesPerFile: 250,
  importsPerFile: 3.5,
  doubledNames: 0,
  folderCycles: 0,
};

/** Every limit that a house breaks, as sentences of one line; empty when it is in order. */
export function brokenLimits(house: House, limits: Limits = LIMITS): readonly string[] {
  const { filesPerFolder, linesPerFile, importsPerFile } = limits;
  const tooManyNames = house.doubledNames.length > limits.doubledNames;
  const tooManyCycles = house.folderCycles.length > limits.folderCycles;
  return [
    ...house.folders
      .filter(({ files }) => files > filesPerFolder)
      .map(({ folder, files }) => `${folder} holds ${files} files, more than ${filesPerFolder}`),
    ...house.files
      .filter(({ lines }) => lines > linesPerFile)
      .map(({ file, lines }) => `${file} has ${lines} lines, more than ${linesPerFile}`),
    ...(house.averageImports > importsPerFile
      ? [`a file imports ${house.averageImports.toFixed(2)} modules on average, more than ${importsPerFile}`]
      : []),
    ...(tooManyNames ? house.doubledNames : []).map(({ name, files }) => `${name} is declared in ${files.join(', ')}`),
    ...(tooManyCycles ? house.folderCycles : []).map(
      (cycle) => `these folders import each other in a circle: ${cycle.folders.join(', ')} (${tiesOf(cycle)})`,
    ),
    ...house.wrongDoors,
  ];
}

function tiesOf({ path }: FolderCycle): string {
  return path.map(({ from, to }) => `${from} imports ${to}`).join(', ');
}
