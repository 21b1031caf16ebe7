import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { brokenRules, medianLines, type SourceFile } from './support/rooms.ts';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

function sources(): readonly SourceFile[] {
  return readdirSync(SRC, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(SRC, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }));
}

test('the house is in order', () => {
  const files = sources();
  expect(files.length).toBeGreaterThan(50);
  expect(brokenRules(files)).toEqual([]);
});

test('files are small', () => {
  expect(medianLines(sources())).toBeLessThan(150);
});

describe('a planted violation is found', () => {
  const clean: readonly SourceFile[] = [
    { path: 'core/plan.ts', text: "import type { Facts } from './facts.ts';\n// process.env is for others\n" },
    { path: 'core/facts.ts', text: 'export interface Facts {}\n' },
    { path: 'core/encoding/hash.ts', text: "import { createHash } from 'node:crypto';\n" },
    { path: 'codec/event.ts', text: "import { plan } from '../core/plan.ts';\nimport { parse } from 'yaml';\n" },
    { path: 'usecase/track.ts', text: "import { readEvent } from '../codec/event.ts';\n" },
    { path: 'adapters/github/client/client.ts', text: "import { request } from 'node:https';\n" },
    { path: 'compose/action/run-command.ts', text: "import { track } from '../usecase/track.ts';\n" },
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
      'core/plan.ts must not import codec/text/suggest.ts',
    ],
    ['an arrow up, of a type', 'codec/x.ts', "import type { X } from '../usecase/track.ts';", 'usecase/track.ts'],
    ['an arrow up, passed on', 'codec/x.ts', "export * from '../report/page.ts';", 'report/page.ts'],
    [
      'an arrow up, late',
      'usecase/x.ts',
      "const x = await import('../compose/run-command.ts');",
      'compose/action/run-command.ts',
    ],
    [
      'a neighbour',
      'usecase/x.ts',
      "import { x } from '../adapters/github/client.ts';",
      'adapters/github/client/client.ts',
    ],
    [
      'a neighbour, from deep inside',
      'adapters/store/file.ts',
      "import { x } from '../../report/page.ts';",
      'report/page.ts',
    ],
    ['the runner, from the library', 'index.ts', "import { x } from './action/main.ts';", 'action/main.ts'],
    ['a room that is none', 'utils/x.ts', '', 'there is no room "utils"'],
    ['for its effect', 'core/x.ts', "import '../codec/suggest.ts';", 'codec/text/suggest.ts'],
    ['over several lines', 'core/x.ts', "import {\n  x,\n} from '../codec/suggest.ts';", 'codec/text/suggest.ts'],
    ['files, in core', 'core/x.ts', "import { readFile } from 'node:fs/promises';", 'node:fs/promises'],
    ['hashing, elsewhere in core', 'core/x.ts', "import { createHash } from 'node:crypto';", 'node:crypto'],
    ['a package, in codec', 'codec/x.ts', "import { Octokit } from '@octokit/core';", '@octokit/core'],
    ['the environment', 'core/x.ts', "const x = process.env['HOME'];", 'uses process.'],
    ['the clock', 'codec/x.ts', 'const now = Date.now();', 'uses Date.now'],
    ['the clock, as a date', 'core/x.ts', 'const now = new Date();', 'uses new Date()'],
    ['chance', 'core/x.ts', 'const id = Math.random();', 'uses Math.random'],
    ['the network', 'codec/x.ts', "await fetch('https://github.com');", 'uses fetch('],
    ['a long file', 'core/x.ts', 'x;\n'.repeat(251), 'core/x.ts has 251 lines'],
    ['a name', 'core/myFile.ts', '', 'core/myFile.ts: names are kebab-case'],
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
