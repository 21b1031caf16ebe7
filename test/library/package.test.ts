import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Metafile } from 'esbuild';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { buildLibrary, ENTRIES } from '../../scripts/build-library.ts';
import { inputsLoadedWith } from '../../scripts/loaded-together.ts';
import * as library from '../../src/index.ts';
import { envOf } from '../cli/cli.ts';
import { openItem } from '../cli/stage.ts';
import { blocksIn } from '../docs/blocks.ts';
import { run as runProgram } from '../nodes/nodes.ts';
import { forwardProxy } from '../support/forward-proxy.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A folder of somebody's project, in which the package is installed as npm would. */
let project = '';

/** What the package is built from, file by file. */
let metafile: Metafile = { inputs: {}, outputs: {} };

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'loopforge-consumer-'));
  metafile = await buildLibrary(join(installed(), 'dist-lib'));
  cpSync(join(ROOT, 'package.json'), join(installed(), 'package.json'));
  mkdirSync(join(project, 'node_modules', '@types'), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules', '@types', 'node'), join(project, 'node_modules', '@types', 'node'));
  writeFileSync(join(project, 'package.json'), '{"type":"module","private":true}\n');
}, 60_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

function installed(): string {
  return join(project, 'node_modules', 'loopforge');
}

/** The declarations of the package, with their texts. */
function declarations(): readonly { readonly name: string; readonly text: string }[] {
  const folder = join(installed(), 'dist-lib');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.d.ts'));
  return names.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

/** The packages that files belong to. */
function packagesOf(paths: readonly string[]): readonly string[] {
  const names = paths.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  return [...new Set(names)].sort();
}

function run(program: string): { readonly stdout: string; readonly stderr: string; readonly status: number | null } {
  const path = join(project, 'program.mjs');
  writeFileSync(path, program);
  return spawnSync(process.execPath, [path], { cwd: project, encoding: 'utf8', env: {} });
}

/** What the compiler says of files of the project, under strict settings. */
function compile(
  files: readonly string[],
  resolution: 'NodeNext' | 'Bundler' = 'NodeNext',
): { readonly stdout: string; readonly status: number | null } {
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    module: resolution === 'NodeNext' ? 'NodeNext' : 'ESNext',
    moduleResolution: resolution,
    target: 'ES2022',
    skipLibCheck: false,
    noEmit: true,
    types: ['node'],
  };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const { stdout, status } = spawnSync(process.execPath, [compiler, '-p', project], { encoding: 'utf8' });
  return { stdout, status };
}

/** The examples of the papers: where each stands, and its code. */
function examples(): readonly (readonly [name: string, code: string])[] {
  return blocksIn('ts').map(({ page, line, text }) => [`${page}, line ${line}`, text] as const);
}

describe('the package', () => {
  test('is imported by plain Node and keeps a record', () => {
    const { stdout, stderr, status } = run(`
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

  test('has the names of the source, and nothing besides', () => {
    const { stdout } = run("import * as all from 'loopforge'; console.log(JSON.stringify(Object.keys(all).sort()));");
    expect(JSON.parse(stdout)).toEqual(Object.keys(library).sort());
  });

  test('brings the JSON Schema of a record, which takes the records that it makes', () => {
    const { stdout, stderr } = run(`
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

  test('its types are the ones that its door leads to, and need no other package', () => {
    const all = declarations();
    const names = all.map(({ name }) => join(name));
    expect(names).toContain(join('types', 'index.d.ts'));
    const led = all.flatMap(({ name, text }) =>
      [...text.matchAll(/(?:from |import\(|import )'([^']+)'/g)].map(([, named = '']) =>
        join(name, '..', named).replace(/\.js$/, '.d.ts'),
      ),
    );
    expect([...new Set([...led, join('types', 'index.d.ts')])].sort()).toEqual(names.toSorted());
    const record = readFileSync(join(installed(), 'dist-lib', 'types', 'core', 'record', 'record.d.ts'), 'utf8');
    expect(record).toContain('/** How often the comment was written');
  });

  test('installs nothing beside itself: what it needs of others is in it, with their licences', () => {
    const outputs = Object.values(metafile.outputs);
    const outside = outputs.flatMap(({ imports }) => imports.flatMap(({ external, path }) => (external ? path : [])));
    expect(outside).toContain('node:crypto');
    expect(outside.filter((name) => !isBuiltin(name))).toEqual([]);
    const licenses = readFileSync(join(installed(), 'dist-lib', 'licenses.txt'), 'utf8');
    const kept = outputs.flatMap(({ inputs }) =>
      Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0),
    );
    const theirs = packagesOf(kept.map(([path]) => path));
    expect(theirs).toContain('undici');
    for (const name of theirs) expect(licenses).toContain(`\n${name} `);
  });

  test('is small', () => {
    const folder = join(installed(), 'dist-lib');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) =>
      statSync(join(folder, name)),
    );
    const bytes = files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
    expect(bytes).toBeLessThan(2_000_000);
  });

  test('is a package without a fault to publint', async () => {
    const { messages } = await publint({ pkgDir: installed(), pack: false, strict: true });
    expect(messages).toEqual([]);
  });

  test('keeps its inside to itself', () => {
    const { stderr, status } = run("await import('loopforge/dist-lib/cli.js');");
    expect(stderr).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED');
    expect(status).toBe(1);
  });

  test('importing the library loads no client, no YAML and no command', () => {
    expect(inputsLoadedWith(metafile, 'src/index.ts').filter((path) => path.startsWith('src/cli/'))).toEqual([]);
    expect(packagesOf(inputsLoadedWith(metafile, 'src/index.ts'))).toEqual(['@actions/expressions']);
    const { stdout } = run(`
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
    expect(packagesOf(inputsLoadedWith(metafile, 'src/cli/main.ts'))).toEqual([]);
    expect(packagesOf(inputsLoadedWith(metafile, 'src/cli/start.ts'))).toEqual(['commander']);
  });

  test.each(['NodeNext', 'Bundler'] as const)('compiles for a consumer under strict settings (%s)', (resolution) => {
    const files = ['consumer.ts', 'consumer-states.ts'];
    for (const file of files) cpSync(join(ROOT, 'test', 'library', file), join(project, file));
    expect(compile(files, resolution)).toEqual({ stdout: '', status: 0 });
  });

  test.each(examples())('%s: compiles and runs', (_name, code) => {
    writeFileSync(join(project, 'example.ts'), code);
    expect(compile(['example.ts'])).toEqual({ stdout: '', status: 0 });
    const { stderr, status } = spawnSync(process.execPath, ['example.ts'], { cwd: project, encoding: 'utf8', env: {} });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });

  test('brings its command line', () => {
    const entry = join(installed(), packageJson.bin.loopforge);
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
    const args = [join(installed(), packageJson.bin.loopforge), 'show', stage.name];
    const shown = await runProgram(process.execPath, args, project, envOf({ api, env: { http_proxy: proxy.url } }));
    expect(shown).toMatchObject({ stderr: '', exitCode: 0 });
    expect(shown.stdout).toContain(stage.name);
    expect(proxy.seen.length).toBeGreaterThan(0);
  });
});

describe('package.json', () => {
  test('exports what is built', () => {
    const { exports, types, bin } = packageJson;
    expect(Object.keys(exports)).toEqual(['.', './schema.json', './package.json']);
    expect(exports['./schema.json']).toBe('./dist-lib/schema.json');
    expect(exports['.']).toEqual({ types, default: './dist-lib/index.js' });
    expect(bin).toEqual({ loopforge: './dist-lib/cli.js' });
    expect(Object.keys(ENTRIES).map((name) => `./dist-lib/${name}.js`)).toEqual([exports['.'].default, bin.loopforge]);
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
