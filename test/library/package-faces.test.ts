import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { filesLoadedWith, inputsLoadedWith } from '../../scripts/loaded-together.ts';
import { bundleConsumer } from './consumer-bundle.ts';
import { ConsumerProject, DRIVERS, IMPORTS, ROOT } from './consumer-project.ts';

// Every face of the package, by every way that Node has to load it, with no driver installed and with all of them.

let bare: ConsumerProject;
let furnished: ConsumerProject;

beforeAll(async () => {
  bare = await ConsumerProject.make();
  furnished = bare.with(DRIVERS);
}, 300_000);

afterAll(() => {
  for (const project of [bare, furnished]) project?.remove();
});

/** Stores whose driver is a package: how one is made, and what it needs. */
const NEEDY = {
  'loopforge/postgres': { made: "new all.PostgresRepository({ url: 'postgres://127.0.0.1:1/x' })", driver: 'pg' },
  'loopforge/redis': { made: "new all.RedisRepository({ url: 'redis://127.0.0.1:1' })", driver: '@redis/client' },
  'loopforge/dynamodb': {
    made: "new all.DynamoDBRepository({ tableName: 'records', region: 'eu-west-1' })",
    driver: '@aws-sdk/client-dynamodb',
  },
} as const;

describe.each(IMPORTS)('%s', (name, source) => {
  test('has the names of its source, imported and required, and both are one module', async () => {
    const expected = Object.keys(await import(join(ROOT, source))).sort();
    const { stdout, stderr, status } = bare.run(
      `const all = require('${name}');
       import('${name}').then((imported) => {
         const names = Object.keys(imported).sort();
         console.log(JSON.stringify({ names, same: names.every((one) => imported[one] === all[one]) }));
       });`,
      'program.cjs',
    );
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(JSON.parse(stdout)).toEqual({ names: expected, same: true });
    const imported = bare.run(`import * as all from '${name}'; console.log(JSON.stringify(Object.keys(all).sort()));`);
    expect({ ...imported, stdout: JSON.parse(imported.stdout) }).toEqual({ stdout: expected, stderr: '', status: 0 });
  });

  test('loads no driver, though they are there, nothing of another store, and no client of GitHub but its own', () => {
    const { stdout, stderr } = furnished.run(`
      import { registerHooks } from 'node:module';
      const loaded = [];
      registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
      await import('${name}');
      console.log(JSON.stringify(loaded));
    `);
    expect(stderr).toBe('');
    const loaded: readonly string[] = JSON.parse(stdout);
    const files = [...filesLoadedWith(furnished.metafile, source)].map((path) => path.replace(/^.*\/dist-lib\//, ''));
    const ours = loaded.flatMap((url) => url.split('/loopforge/dist-lib/')[1] ?? []);
    expect(ours.toSorted()).toEqual(files.toSorted());
    expect(loaded.filter((url) => !url.startsWith('node:') && !url.includes('/loopforge/dist-lib/'))).toEqual([]);
    const inputs = inputsLoadedWith(furnished.metafile, source);
    const store = name.split('/')[1] ?? 'memory';
    const stores = inputs.flatMap((path) => /^src\/adapters\/store\/([^/]+)\//.exec(path)?.[1] ?? []);
    expect(stores.filter((other) => other !== 'shared' && other !== store)).toEqual([]);
    if (name !== 'loopforge/github')
      expect(inputs.filter((path) => path.startsWith('src/adapters/github/'))).toEqual([]);
    expect(inputs.filter((path) => path.startsWith('src/cli/') || path.startsWith('src/action/'))).toEqual([]);
  });

  test('says which Node it needs before all else', () => {
    expect(inputsLoadedWith(bare.metafile, source)).toContain('src/compose/library/need-node.ts');
  });
});

describe('a program that is bundled', () => {
  test.each<[string, string, number]>([
    ['createRecord', 'createRecord({ ref: "x" })', 75_000],
    ['LoopService', 'new LoopService()', 85_000],
    ['verifyRecord', 'verifyRecord({})', 210_000],
  ])('holds what %s needs, and not the rest', async (name, used, limit) => {
    const bundle = await bundleConsumer(bare.folder, `import { ${name} } from 'loopforge'; console.log(${used});`);
    expect(bundle.length).toBeLessThan(limit);
  });

  test.each(IMPORTS)('holds nothing of %s where it does not use what it imports', async (name) => {
    const bundle = await bundleConsumer(bare.folder, `import * as unused from '${name}'; console.log('hello');`);
    expect(Buffer.from(bundle).toString()).toBe('console.log("hello");\n');
  });
});

describe('a driver that is not installed', () => {
  const there = Object.entries(NEEDY).filter(([name]) => IMPORTS.some(([one]) => one === name));

  test('every driver belongs to a store that is tried here', () => {
    expect(
      Object.values(NEEDY)
        .map(({ driver }) => driver)
        .toSorted(),
    ).toEqual(DRIVERS.toSorted());
    for (const name of DRIVERS) expect(packageJson.peerDependenciesMeta).toHaveProperty([name], { optional: true });
  });

  test.each(there)('%s is made without it, and its first call says what to install', (name, { made, driver }) => {
    const { stdout, stderr, status } = bare.run(`
      import * as all from '${name}';
      const repository = ${made};
      for (const call of [() => repository.get('loop-0a058059'), () => repository.migrate?.()]) {
        const { code, message } = await Promise.resolve(call()).then(() => ({ code: null, message: null }), (error) => error);
        console.log(JSON.stringify({ code, message }));
      }
    `);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    const expected = { code: 'driver_missing', message: expect.stringContaining(`npm install ${driver}`) };
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))[0],
    ).toEqual(expected);
  });
});
