import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { brokenLimits, LIMITS } from '../../scripts/house/limits.ts';
import { measureHouse } from '../../scripts/house/measure.ts';
import { houseReport } from '../../scripts/house/report.ts';
import type { SourceFile } from '../../scripts/house/source-file.ts';

const CLEAN: readonly SourceFile[] = [
  { path: 'index.ts', text: "export { plan } from './core/plan.ts';\n" },
  { path: 'core/plan.ts', text: "import type { Facts } from './facts.ts';\nexport function plan(): void {}\n" },
  { path: 'core/facts.ts', text: 'export interface Facts {}\n' },
];

const names = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `x${index}`);
const importing = (count: number): string =>
  names(count)
    .map((name) => `import '${name}';\n`)
    .join('');

describe('a planted breach is told in one line', () => {
  const brokenWith = (...more: readonly SourceFile[]): readonly string[] =>
    brokenLimits(measureHouse([...CLEAN, ...more]));

  test('and the clean tree has none', () => {
    expect(brokenWith()).toEqual([]);
  });

  test('a folder of thirteen files, those of its own folders left out', () => {
    const filled = (count: number): readonly SourceFile[] =>
      names(count).map((name) => ({ path: `codec/${name}.ts`, text: '' }));
    const inner = { path: 'codec/text/a.ts', text: '' };
    expect(brokenWith(...filled(12), inner)).toEqual([]);
    expect(brokenWith(...filled(13), inner)).toEqual(['codec holds 13 files, more than 12']);
  });

  test('a file of 251 lines', () => {
    expect(brokenWith({ path: 'core/x.ts', text: 'x;\n'.repeat(250) })).toEqual([]);
    expect(brokenWith({ path: 'core/x.ts', text: 'x;\n'.repeat(251) })).toEqual([
      'core/x.ts has 251 lines, more than 250',
    ]);
  });

  test('more than 3.5 imports on average', () => {
    // The clean tree imports two modules in three files.
    expect(brokenWith({ path: 'core/x.ts', text: importing(12) })).toEqual([]);
    expect(brokenWith({ path: 'core/x.ts', text: importing(13) })).toEqual([
      'a file imports 3.75 modules on average, more than 3.5',
    ]);
  });

  test('a name that is declared twice', () => {
    expect(brokenWith({ path: 'codec/facts.ts', text: 'export type Facts = string;\n' })).toEqual([
      'Facts is declared in core/facts.ts, codec/facts.ts',
    ]);
  });

  test('folders that import each other', () => {
    const back = { path: 'core/facts/a.ts', text: "import { plan } from '../plan.ts';\n" };
    const there = { path: 'core/b.ts', text: "import type { A } from './facts/a.ts';\n" };
    expect(brokenWith(back)).toEqual([]);
    expect(brokenWith(back, there)).toEqual([
      'these folders import each other in a circle: core, core/facts (core/b.ts imports core/facts/a.ts, core/facts/a.ts imports core/plan.ts)',
    ]);
  });

  test('but not in what is generated', () => {
    const text = `export type Facts = 1;\n${importing(100)}${'x;\n'.repeat(251)}`;
    expect(brokenWith({ path: 'core/generated/x.ts', text }, { path: 'generated/x.ts', text })).toEqual([]);
  });

  test('and as much as is allowed breaks nothing', () => {
    const twice = { path: 'codec/facts.ts', text: 'export type Facts = string;\n' };
    const house = measureHouse([...CLEAN, twice, { ...twice, path: 'codec/plan.ts' }]);
    expect(brokenLimits(house, { ...LIMITS, doubledNames: 1 })).toEqual([]);
    expect(brokenLimits(house, { ...LIMITS, doubledNames: 1, filesPerFolder: 1 })).toHaveLength(2);
  });
});

test('the report shows every figure', () => {
  const long = { path: 'codec/long.ts', text: `${importing(13)}${'x;\n'.repeat(150)}export type Facts = string;\n` };
  expect(houseReport(measureHouse([...CLEAN, long]))).toBe(`Files per folder (4 files, 3 folders; limit 12):
     2  core
     1  .
     1  codec

Imports per file: 3.75 on average (limit 3.5); the most:
    13  codec/long.ts
     1  index.ts
     1  core/plan.ts
     0  core/facts.ts

Exported names that more than one file declares:
  Facts: core/facts.ts, codec/long.ts

Folders that import each other in a circle: none

Files of more than 150 lines:
   164  codec/long.ts

Files of more than 250 lines: none

Broken limits:
  a file imports 3.75 modules on average, more than 3.5
  Facts is declared in core/facts.ts, codec/long.ts
`);
});

describe('the command', () => {
  const SCRIPT = fileURLToPath(new URL('../../scripts/house.ts', import.meta.url));
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'loopforge-house-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (
    files: readonly SourceFile[],
    ...options: readonly string[]
  ): { readonly status: number | null; readonly stdout: string } => {
    for (const { path, text } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return spawnSync(process.execPath, [SCRIPT, folder, ...options], { encoding: 'utf8' });
  };

  test('prints the report, and ends well where no limit is broken', () => {
    const { status, stdout } = run(CLEAN);
    expect(status).toBe(0);
    expect(stdout).toContain('Files per folder (3 files, 2 folders; limit 12):\n     2  core\n     1  .\n');
    expect(stdout).toMatch(/\nBroken limits: none\n$/);
  });

  test('fails where one is broken, and says which, also as JSON', () => {
    const long = { path: 'core/long.ts', text: 'x;\n'.repeat(251) };
    const { status, stdout } = run([...CLEAN, long], '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      folders: [
        { folder: 'core', files: 3 },
        { folder: '.', files: 1 },
      ],
      averageImports: 0.5,
      doubledNames: [],
      folderCycles: [],
      wrongDoors: [],
      broken: ['core/long.ts has 251 lines, more than 250'],
    });
  });
});
