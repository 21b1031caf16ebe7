import { describe, expect, test } from 'vitest';
import { importsOf, localImports, withoutComments } from '../../scripts/house/imports.ts';

const importsIn = (text: string): readonly string[] => importsOf({ path: 'core/plan/plan.ts', text });

describe('what a file imports', () => {
  test.each<[string, string]>([
    ['a name', "import { a } from './a.ts';"],
    ['a type', "import type { A } from './a.ts';"],
    ['a name and a type', "import { a, type A } from './a.ts';"],
    ['all as one', "import * as a from './a.ts';"],
    ['a default and names', "import a, { b as $b } from './a.ts';"],
    ['names over several lines', "import {\n  a,\n  // the other\n  b,\n} from './a.ts';"],
    ['for its effect', "import './a.ts';"],
    ['passed on', "export { a } from './a.ts';"],
    ['passed on, a type', "export type { A } from './a.ts';"],
    ['passed on, all', "export * from './a.ts';"],
    ['passed on, all as one', "export * as a from './a.ts';"],
    ['with an attribute', "import a from './a.ts' with { type: 'json' };"],
    ['late', "const { a } = await import('./a.ts');"],
    ['late, on a line of its own', "const a = import(\n  './a.ts'\n);"],
    ['the type of a late one', "type A = typeof import('./a.ts');"],
    ['in double quotes', 'import { a } from "./a.ts";'],
    ['after a declaration', "export interface B {}\nimport { a } from './a.ts';"],
    ['after a comment that mentions another', "// import { b } from './b.ts';\nimport { a } from './a.ts';"],
    [
      'after a pattern that looks like the start of a comment',
      "const glob = 'src/*.ts';\nimport { a } from './a.ts'; /**/",
    ],
    ['after an address', "const url = 'https://github.com';\nimport { a } from './a.ts';"],
    [
      'after an expression with a quote',
      "const quote = /[`'\"]/;\n/*\nimport './b.ts';\n*/\nimport { a } from './a.ts'; // `",
    ],
  ])('%s', (_, text) => {
    expect(importsIn(text)).toEqual(['./a.ts']);
  });

  test('a module is one, however often and in whatever form it is imported', () => {
    const text =
      "import { a } from './a.ts';\nimport type { A } from './a.ts';\nexport { b } from './a.ts';\nimport('./a.ts');";
    expect(importsIn(text)).toEqual(['./a.ts']);
  });

  test('packages count; comments, declarations and plain text do not', () => {
    const text = [
      "import { parse } from 'yaml';",
      "import { readFile } from 'node:fs/promises';",
      "/* import { a } from './a.ts';\nimport './b.ts'; */",
      "export const from = './c.ts';",
      'const text = "from \'./d.ts\'";',
      'export { from };',
    ];
    expect(importsIn(text.join('\n'))).toEqual(['yaml', 'node:fs/promises']);
  });

  test('a file of the tree is told by its path', () => {
    const text = "import './a.ts';\nimport '../facts/b.ts';\nimport '../../c.ts';\nimport 'yaml';";
    expect(localImports({ path: 'core/plan/plan.ts', text })).toEqual(['core/plan/a.ts', 'core/facts/b.ts', 'c.ts']);
  });
});

test('comments go, and all else stays', () => {
  const kept = "const a = '// no comment'; const b = `/* nor\nthis */`; const c = /\\/\\*'/; const d = 4 / 2 / 1;";
  expect(withoutComments(`/** what\n it is */${kept}// why`)).toBe(kept);
});
