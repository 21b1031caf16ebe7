import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { ENTRIES, FACES } from '../../scripts/build-library.ts';
import { inputsLoadedWith } from '../../scripts/loaded-together.ts';
import { envOf } from '../cli/cli.ts';
import { openItem } from '../cli/stage.ts';
import { blocksIn } from '../docs/blocks.ts';
import { run as runProgram } from '../nodes/nodes.ts';
import { forwardProxy } from '../support/forward-proxy.ts';
import { ConsumerProject, DRIVERS, ROOT } from './consumer-project.ts';

let project: ConsumerProject;

beforeAll(async () => {
  project = await ConsumerProject.make();
}, 300_000);

afterAll(() => project.remove());

/** The declarations of the package, with their texts. */
function declarations(): readonly { readonly name: string; readonly text: string }[] {
  const folder = join(project.installed, 'dist-lib');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.d.ts'));
  return names.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

/** The packages that files belong to. */
function packagesOf(paths: readonly string[]): readonly string[] {
  const names = paths.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  return [...new Set(names)].sort();
}

/** The examples of the papers: where each stands, and its code. */
function examples(): readonly (readonly [name: string, code: string])[] {
  return blocksIn('ts').map(({ page, line, text }) => [`${page}, line ${line}`, text] as const);
}

describe('the package', () => {
  test('is imported by plain Node and keeps a record', () => {
    const { stdout, stderr, status } = project.run(`
      import { createRecord, LoopForgeError, LoopService, LoopState, VALID_TRANSITIONS } from 'loopforge';
      const service = new LoopService();
      const { record_id } = await service.create({ ref: 'https://github.com/acme/widgets/issues/42' });
      const good = await service.transition(record_id, LoopState.TASK_QUEUED);
      const bad = await service.transition(record_id, LoopState.MERGED);
      const error = await service.get('loop-ffffffff').catch((thrown) => thrown);
      console.log(JSON.stringify({
        good: [good.success, good.newState],
        bad: [bad.success, bad.error],
        next: VALID_TRANSITIONS.task_queued,
        isError: error === null || error instanceof LoopForgeError,
        id: createRecord({ ref: 'x' }).record_id,
      }));
    `);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(JSON.parse(stdout)).toEqual({
      good: [true, 'task_queued'],
      bad: [false, 'Invalid transition: task_queued → merged. Allowed from task_queued: pr_created'],
      next: ['pr_created'],
      isError: true,
      id: expect.stringMatching(/^loop-[0-9a-f]{8}$/),
    });
  });

  test('brings the JSON Schema of a record, which takes the records that it makes', () => {
    const { stdout, stderr } = project.run(`
      import schema from 'loopforge/schema.json' with { type: 'json' };
      import { createRecord } from 'loopforge';
      console.log(JSON.stringify({ schema, record: createRecord({ ref: 'x' }) }));
    `);
    expect(stderr).toBe('');
    const { schema, record }: { readonly schema: object; readonly record: object } = JSON.parse(stdout);
    const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema);
    expect(validate(record)).toBe(true);
    expect(validate({ ...record, state: null })).toBe(false);
  });

  test('brings the SQL that makes the table in Postgres', () => {
    const { stdout } = project.run(`
      import { postgresSchema } from 'loopforge/postgres';
      process.stdout.write(postgresSchema());
    `);
    expect(stdout).toContain('create table "loopforge_records"');
    expect(readFileSync(join(project.installed, 'dist-lib', 'postgres.sql'), 'utf8')).toBe(stdout);
  });

  test('its types are the ones that its faces lead to, and need no other package', () => {
    const all = declarations();
    const names = all.map(({ name }) => join(name));
    const doors = Object.keys(FACES).map((face) => join('types', `${face}.d.ts`));
    const led = all.flatMap(({ name, text }) =>
      [...text.matchAll(/(?:from |import\(|import )'([^']+)'/g)].map(([, named = '']) =>
        join(name, '..', named).replace(/\.js$/, '.d.ts'),
      ),
    );
    expect([...new Set([...led, ...doors])].sort()).toEqual(names.toSorted());
    const record = readFileSync(join(project.installed, 'dist-lib', 'types', 'core', 'record', 'record.d.ts'), 'utf8');
    expect(record).toContain('/** How often the comment was written');
  });

  test('installs nothing beside itself: what it needs of others is in it, with their licences; drivers are not', () => {
    const outputs = Object.values(project.metafile.outputs);
    const outside = outputs.flatMap(({ imports }) => imports.flatMap(({ external, path }) => (external ? path : [])));
    expect(outside).toContain('node:crypto');
    expect(outside.filter((name) => !isBuiltin(name) && !DRIVERS.includes(name))).toEqual([]);
    const licenses = readFileSync(join(project.installed, 'dist-lib', 'licenses.txt'), 'utf8');
    const kept = outputs.flatMap(({ inputs }) =>
      Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0),
    );
    const theirs = packagesOf(kept.map(([path]) => path));
    expect(theirs).toContain('undici');
    for (const name of DRIVERS) expect(theirs).not.toContain(name);
    for (const name of theirs) expect(licenses).toContain(`\n${name} `);
  });

  test('is small', () => {
    const folder = join(project.installed, 'dist-lib');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) =>
      statSync(join(folder, name)),
    );
    const bytes = files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
    // With all stores, the hooks, the exports and the suite; the core alone is what its user's bundler keeps of it.
    expect(bytes).toBeLessThan(2_950_000);
  });

  test('keeps its inside to itself', () => {
    const { stderr, status } = project.run("await import('loopforge/dist-lib/cli.js');");
    expect(stderr).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED');
    expect(status).toBe(1);
  });

  test('importing the library loads no client, no YAML and no command', () => {
    expect(inputsLoadedWith(project.metafile, 'src/index.ts').filter((path) => path.startsWith('src/cli/'))).toEqual(
      [],
    );
    expect(packagesOf(inputsLoadedWith(project.metafile, 'src/index.ts'))).toEqual(['@actions/expressions']);
    const { stdout } = project.run(`
      import { registerHooks } from 'node:module';
      const loaded = [];
      registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
      await import('loopforge');
      console.log(JSON.stringify(loaded));
    `);
    expect(stdout).toContain('dist-lib/index.js');
    expect(stdout).not.toMatch(/https|undici|yaml|bulk|proxy/);
  });

  test('the command line begins with its parser, and no other code of others', () => {
    expect(packagesOf(inputsLoadedWith(project.metafile, 'src/cli/main.ts'))).toEqual([]);
    expect(packagesOf(inputsLoadedWith(project.metafile, 'src/cli/start.ts'))).toEqual(['commander']);
  });

  test.each(examples())('%s: compiles and runs', (_name, code) => {
    writeFileSync(join(project.folder, 'example.ts'), code);
    expect(project.compile(['example.ts'])).toEqual({ stdout: '', status: 0 });
    const { stderr, status } = project.node(['example.ts']);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });

  test('brings its command line', () => {
    const entry = join(project.installed, packageJson.bin.loopforge);
    expect(readFileSync(entry, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(execFileSync(entry, ['--version'], { encoding: 'utf8', env: { PATH: nodeFolder() } })).toBe(
      `${packageJson.version}\n`,
    );
  });

  test('reads a record through a proxy', async () => {
    const stage = await openItem();
    const proxy = await forwardProxy();
    // Leads to this machine, and is not one of the names that never go through a proxy.
    const api = {
      apiUrl: stage.fake.apiUrl.replace('127.0.0.1', '0.0.0.0'),
      graphqlUrl: stage.fake.graphqlUrl.replace('127.0.0.1', '0.0.0.0'),
    };
    const args = [join(project.installed, packageJson.bin.loopforge), 'show', stage.name];
    const shown = await runProgram(
      process.execPath,
      args,
      project.folder,
      envOf({ api, env: { http_proxy: proxy.url } }),
    );
    expect(shown).toMatchObject({ stderr: '', exitCode: 0 });
    expect(shown.stdout).toContain(stage.name);
    expect(proxy.seen.length).toBeGreaterThan(0);
  });
});

describe('package.json', () => {
  test('exports what is built', () => {
    const { exports, types, bin } = packageJson;
    const faces = Object.keys(FACES).map((face) => [
      face === 'index' ? '.' : `./${face}`,
      { types: `./dist-lib/types/${face}.d.ts`, default: `./dist-lib/${face}.js` },
    ]);
    expect(exports).toEqual({
      ...Object.fromEntries(faces),
      './schema.json': './dist-lib/schema.json',
      './package.json': './package.json',
    });
    expect(types).toBe(exports['.'].types);
    expect(bin).toEqual({ loopforge: './dist-lib/cli.js' });
    expect(Object.keys(ENTRIES)).toEqual([...Object.keys(FACES), 'cli']);
  });

  test('packs the library, the documents that the command line names and the licence, and no more', () => {
    const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
    const { stdout, status } = spawnSync('npm', args, { cwd: ROOT, encoding: 'utf8' });
    expect(status).toBe(0);
    const [packed]: readonly { readonly files: readonly { readonly path: string }[] }[] = JSON.parse(stdout);
    const papers = packed?.files.map(({ path }) => path).filter((path) => !path.startsWith('dist-lib/')) ?? [];
    const documents = packageJson.files.filter((name) => name.startsWith('docs/'));
    const written = ['LICENSE', 'README.md', 'package.json', ...documents];
    expect(papers.toSorted()).toEqual(written.toSorted());
  });
});

function nodeFolder(): string {
  return join(process.execPath, '..');
}
