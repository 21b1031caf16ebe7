import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, inject, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The packages in the first column of the tables below a heading. */
function listed(heading: string): readonly string[] {
  const text = readFileSync(join(ROOT, 'docs', 'dependencies.md'), 'utf8');
  const section = text.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  return [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = '']) => name);
}

/** Built into the package alone: the action has no command line. */
const OF_THE_COMMAND_LINE = ['@commander-js/extra-typings', 'commander', 'string-width'];

const BUILT_IN = listed('Built in');
const DRIVERS = listed('Drivers of stores');
const OTHERS = listed('For building and testing');

/** Files that went into the bundle, as paths from the root of the project. */
function bundled(): readonly string[] {
  const bundle = inject('bundle');
  if (bundle.kind === 'broken') throw new Error(bundle.why);
  return bundle.inputs;
}

function isBundled(name: string): boolean {
  return bundled().some((path) => path.startsWith(`node_modules/${name}/`));
}

/** Everything that could use a package: what is written here, and the npm scripts. */
const WRITTEN = ['src', 'scripts', 'test', 'bench', 'demo']
  .flatMap((folder) => globSync(`${folder}/**/*.{ts,mjs}`, { cwd: ROOT }))
  .concat('vitest.config.ts')
  .filter((path) => path !== 'test/docs/dependencies.test.ts')
  .map((path) => readFileSync(join(ROOT, path), 'utf8'))
  .join('\n');

function isImported(name: string): boolean {
  const ways = ['from ', 'import ', 'import(', 'createRequire(import.meta.url)(', ' require(', 'import.meta.resolve('];
  return ways.some((way) => WRITTEN.includes(`${way}'${name}'`) || WRITTEN.includes(`${way}'${name}/`));
}

/** What is used without being imported, and by what that shows. */
const USED_OTHERWISE: { readonly [name: string]: () => boolean } = {
  '@biomejs/biome': () => packageJson.scripts.lint.startsWith('biome '),
  '@octokit/graphql-schema': () => WRITTEN.includes('/node_modules/@octokit/graphql-schema/schema.graphql'),
  '@types/node': () => /"types": \["node"\]/.test(readFileSync(join(ROOT, 'tsconfig.json'), 'utf8')),
  // Types of a package that brings none itself.
  '@types/pg': () => 'pg' in packageJson.peerDependencies,
  // The types of the one are those of the other, and importing it is importing the other.
  commander: () => isImported('@commander-js/extra-typings'),
  knip: () => packageJson.scripts.lint.includes('&& knip '),
  node: () => process.execPath === join(ROOT, 'node_modules', 'node', 'bin', 'node'),
  typescript: () => packageJson.scripts.typecheck.startsWith('tsc '),
};

describe('docs/dependencies.md', () => {
  test('lists the packages of package.json in the order of their names, and no others', () => {
    for (const names of [BUILT_IN, DRIVERS, OTHERS]) expect(names).toEqual(names.toSorted());
    expect([...BUILT_IN, ...DRIVERS, ...OTHERS].sort()).toEqual(Object.keys(packageJson.devDependencies).sort());
  });

  test('has none that a user of the package must install', () => {
    expect(packageJson).not.toHaveProperty('dependencies');
    expect(Object.keys(packageJson.peerDependencies)).toEqual(DRIVERS);
    for (const name of DRIVERS) expect(packageJson.peerDependenciesMeta).toHaveProperty([name], { optional: true });
  });
});

describe('what package.json names is used', () => {
  test.each(BUILT_IN.filter((name) => !OF_THE_COMMAND_LINE.includes(name)))(
    '%s is in the bundle, since our code imports it',
    (name) => {
      expect(isImported(name)).toBe(true);
      expect(isBundled(name)).toBe(true);
    },
  );

  test.each([...OTHERS, ...OF_THE_COMMAND_LINE])('%s is used, and is not in the bundle', (name) => {
    expect((USED_OTHERWISE[name] ?? (() => isImported(name)))()).toBe(true);
    expect(isBundled(name)).toBe(false);
  });

  test('the bundle checks records by code that ajv compiled', () => {
    const compiled = bundled().filter((path) => /\/generated\/validators\.js$/.test(path));
    expect(compiled).not.toEqual([]);
    for (const path of compiled) expect(readFileSync(join(ROOT, path), 'utf8')).toMatch(/validate\d+\.errors/);
  });

  test('a package that nobody uses would be found', () => {
    expect(isImported('left-pad')).toBe(false);
    expect(isBundled('left-pad')).toBe(false);
    expect(isImported('@octokit/graphql')).toBe(false);
  });
});
