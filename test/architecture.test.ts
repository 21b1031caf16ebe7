import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { wrongDoors } from '../scripts/house/doors.ts';
import { brokenLimits } from '../scripts/house/limits.ts';
import { measureHouse } from '../scripts/house/measure.ts';
import { readSources, type SourceFile } from '../scripts/house/source-file.ts';
import { brokenRules, FOLDER_ORDER, medianLines } from './support/rooms.ts';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

test('the house is in order', () => {
  const files = readSources(SRC);
  expect(files.length).toBeGreaterThan(50);
  expect(brokenRules(files, FOLDER_ORDER)).toEqual([]);
});

test('folders, files and names keep their limits', () => {
  expect(brokenLimits(measureHouse(readSources(SRC)))).toEqual([]);
});

test('files are small', () => {
  expect(medianLines(readSources(SRC))).toBeLessThan(150);
});

describe('a planted violation is found', () => {
  const clean: readonly SourceFile[] = [
    { path: 'core/plan.ts', text: "import type { Facts } from './facts.ts';\n// process.env is for others\n" },
    { path: 'core/facts.ts', text: 'export interface Facts {}\n' },
    { path: 'core/encoding/hash.ts', text: "import { createHash } from 'node:crypto';\n" },
    { path: 'codec/event.ts', text: "import { plan } from '../core/plan.ts';\nimport { parse } from 'yaml';\n" },
    { path: 'usecase/track.ts', text: "import { readEvent } from '../codec/event.ts';\n" },
    { path: 'adapters/github/client.ts', text: "import { request } from 'node:https';\n" },
    { path: 'compose/run-command.ts', text: "import { track } from '../usecase/track.ts';\n" },
    { path: 'action/main.ts', text: "import { runCommand } from '../compose/run-command.ts';\n" },
    { path: 'index.ts', text: "export { track } from './usecase/track.ts';\n" },
  ];

  test('and the clean house has none', () => {
    expect(brokenRules(clean)).toEqual([]);
  });

  test.each<[string, string, string, string]>([
    [
      'an arrow up',
      'core/plan.ts',
      "import { x } from '../codec/suggest.ts';",
      'core/plan.ts must not import codec/suggest.ts',
    ],
    ['an arrow up, of a type', 'codec/x.ts', "import type { X } from '../usecase/track.ts';", 'usecase/track.ts'],
    ['an arrow up, passed on', 'codec/x.ts', "export * from '../../report/page.ts';", 'report/page.ts'],
    [
      'an arrow up, late',
      'usecase/x.ts',
      "const x = await import('../compose/run-command.ts');",
      'compose/run-command.ts',
    ],
    ['a neighbour', 'usecase/x.ts', "import { x } from '../adapters/github/client.ts';", 'adapters/github/client.ts'],
    [
      'a neighbour, from deep inside',
      'adapters/store/file.ts',
      "import { x } from '../../report/page.ts';",
      'report/page.ts',
    ],
    ['the runner, from the library', 'index.ts', "import { x } from './action/main.ts';", 'action/main.ts'],
    ['a room that is none', 'utils/x.ts', '', 'there is no room "utils"'],
    ['for its effect', 'core/x.ts', "import '../codec/suggest.ts';", 'codec/suggest.ts'],
    ['over several lines', 'core/x.ts', "import {\n  x,\n} from '../codec/suggest.ts';", 'codec/suggest.ts'],
    ['files, in core', 'core/x.ts', "import { readFile } from 'node:fs/promises';", 'node:fs/promises'],
    ['hashing, elsewhere in core', 'core/x.ts', "import { createHash } from 'node:crypto';", 'node:crypto'],
    ['a package, in codec', 'codec/x.ts', "import { Octokit } from '@octokit/core';", '@octokit/core'],
    ['the environment', 'core/x.ts', "const x = process.env['HOME'];", 'uses process.'],
    ['the clock', 'codec/x.ts', 'const now = Date.now();', 'uses Date.now'],
    ['the clock, as a date', 'core/x.ts', 'const now = new Date();', 'uses new Date()'],
    ['chance', 'core/x.ts', 'const id = Math.random();', 'uses Math.random'],
    ['the network', 'codec/x.ts', "await fetch('https://github.com');", 'uses fetch('],
    ['a name', 'core/myFile.ts', '', 'core/myFile.ts: names are kebab-case'],
    ['a file of types alone', 'core/x.d.ts', '', 'core/x.d.ts: names are kebab-case'],
    ['a script', 'core/x.js', '', 'core/x.js: names are kebab-case'],
  ])('%s', (_, path, text, expected) => {
    const rest = clean.filter((file) => file.path !== path);
    const broken = brokenRules([...rest, { path, text }]);
    expect(broken).toHaveLength(1);
    expect(broken[0]).toContain(expected);
  });

  test('a date that is given is no clock, and a comment is no code', () => {
    const text = "const at = new Date(seconds * 1000);\n/* Date.now() */\n// import x from '../usecase/track.ts'\n";
    expect(brokenRules([...clean, { path: 'codec/x.ts', text }])).toEqual([]);
  });

  test('an arrow up between folders of a room whose order is known', () => {
    const files = [
      { path: 'codec/event/event.ts', text: '' },
      { path: 'codec/text/a.ts', text: "import type { E } from '../event/event.ts';\n" },
      { path: 'codec/text/b.ts', text: "import type { A } from './a.ts';\n" },
      { path: 'codec/words.ts', text: "import { a } from './config/a.ts';\n" },
      { path: 'codec/config/a.ts', text: "import type { Facts } from '../../core/facts.ts';\n" },
    ];
    const withOrder = (codec: readonly string[]): readonly string[] => brokenRules([...clean, ...files], { codec });
    expect(withOrder(['.', 'event', 'config', 'text'])).toEqual([
      'codec/text/a.ts must not import codec/event/event.ts, whose folder stands above',
    ]);
    expect(withOrder(['text', 'event', '.', 'config'])).toEqual([]);
    expect(withOrder(['text', 'event', 'config', '.'])).toEqual([
      'codec/words.ts must not import codec/config/a.ts, whose folder stands above',
    ]);
    expect(withOrder(['text', 'event', '.'])).toEqual([
      'codec/config has no place in the order of the folders of codec',
    ]);
  });

  describe('a way past a door', () => {
    const files: readonly SourceFile[] = [
      { path: 'core/values/index.ts', text: "export * from './json.ts';\n" },
      { path: 'core/values/json.ts', text: 'export type Json = string;\n' },
      { path: 'core/record/index.ts', text: "export * from './entry.ts';\n" },
      { path: 'core/record/entry.ts', text: "import type { Json } from '../values/index.ts';\n" },
      { path: 'core/model.ts', text: "export * from './record/index.ts';\nexport * from './values/index.ts';\n" },
      { path: 'core/plan/index.ts', text: "export * from './plan.ts';\n" },
      { path: 'core/plan/plan.ts', text: "import type { Json } from '../model.ts';\n" },
      { path: 'usecase/item.ts', text: "const { plan } = await import('../core/plan/plan.ts');\n" },
      { path: 'testing.ts', text: "export { plan } from './core/plan/plan.ts';\n" },
    ];

    test('and those through it are fine', () => {
      expect(wrongDoors(files)).toEqual([]);
    });

    test.each<[string, string, string, string]>([
      [
        'a file behind it',
        'usecase/item.ts',
        "import { plan } from '../core/plan/plan.ts';",
        'usecase/item.ts must import core/plan/plan.ts through core/plan/index.ts',
      ],
      [
        'an inner door, from outside the outer one',
        'core/plan/plan.ts',
        "import type { Json } from '../values/index.ts';",
        'core/plan/plan.ts must import what is in core/values through core/model.ts',
      ],
      [
        'a file that is no door and passes on',
        'core/record/entry.ts',
        "export type { Json } from '../values/index.ts';",
        'core/record/entry.ts is no door and must not pass on core/values/index.ts',
      ],
    ])('%s', (_, path, text, expected) => {
      expect(wrongDoors([...files.filter((file) => file.path !== path), { path, text }])).toEqual([expected]);
    });
  });

  test('a circle, also one of types', () => {
    const circle = [
      { path: 'core/a.ts', text: "import { b } from './b.ts';" },
      { path: 'core/b.ts', text: "import type { C } from './c.ts';" },
      { path: 'core/c.ts', text: "import type { A } from './a.ts';" },
    ];
    expect(brokenRules([...clean, ...circle])).toEqual([
      'these files import each other in a circle: core/a.ts → core/b.ts → core/c.ts → core/a.ts',
    ]);
  });
});
