import { brokenLimits, LIMITS } from './limits.ts';
import type { House } from './measure.ts';

const LONG = 150;
const MOST_IMPORTS = 10;

/** The figures of a house and the limits that it breaks, for a person to read. */
export function houseReport(house: House): string {
  const { files, folders } = house;
  const mostImports = files.toSorted((a, b) => b.imports - a.imports).slice(0, MOST_IMPORTS);
  const longerThan = (limit: number): readonly string[] =>
    files
      .filter(({ lines }) => lines > limit)
      .toSorted((a, b) => b.lines - a.lines)
      .map(({ file, lines }) => row(lines, file));
  return [
    section(
      `Files per folder (${files.length} files, ${folders.length} folders; limit ${LIMITS.filesPerFolder})`,
      folders.map(({ folder, files: count }) => row(count, folder)),
    ),
    section(
      `Imports per file: ${house.averageImports.toFixed(2)} on average (limit ${LIMITS.importsPerFile}); the most`,
      mostImports.map(({ file, imports }) => row(imports, file)),
    ),
    section(
      'Exported names that more than one file declares',
      house.doubledNames.map(({ name, files: places }) => `  ${name}: ${places.join(', ')}`),
    ),
    section(
      'Folders that import each other in a circle',
      house.folderCycles.flatMap((cycle) => [
        `  ${cycle.folders.join(', ')}`,
        ...cycle.path.map(({ from, to }) => `    ${from} imports ${to}`),
      ]),
    ),
    section(`Files of more than ${LONG} lines`, longerThan(LONG)),
    section(`Files of more than ${LIMITS.linesPerFile} lines`, longerThan(LIMITS.linesPerFile)),
    section(
      'Broken limits',
      brokenLimits(house).map((sentence) => `  ${sentence}`),
    ),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string {
  return `${title}:${lines.length === 0 ? ' none' : ''}\n${lines.map((line) => `${line}\n`).join('')}`;
}

function row(count: number, what: string): string {
  return `${String(count).padStart(6)}  ${what}`;
}
