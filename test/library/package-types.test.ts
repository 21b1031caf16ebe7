import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runNpm } from '../nodes/nodes.ts';
import { ConsumerProject, DRIVERS, IMPORTS, ROOT } from './consumer-project.ts';

// What compilers make of the package, by every way that they find modules, with the drivers' own types and without.

/** Brings a compiler of its own, so that it is no dependency: it is fetched once, beside the other caches. */
const ATTW = { name: '@arethetypeswrong/cli', version: '0.18.5' };

const RESOLUTIONS = ['Node16', 'NodeNext', 'Bundler'] as const;

let bare: ConsumerProject;
let furnished: ConsumerProject;

beforeAll(async () => {
  bare = await ConsumerProject.make();
  furnished = bare.with([...DRIVERS, '@types/pg']);
}, 300_000);

afterAll(() => {
  for (const project of [bare, furnished]) project?.remove();
});

describe.each(RESOLUTIONS)('a consumer under strict settings (%s)', (resolution) => {
  test('compiles with every face, and no driver or its types installed', () => {
    const imports = IMPORTS.map(([name], index) => `export * as face${index} from '${name}';`);
    writeFileSync(join(bare.folder, 'faces.ts'), imports.join('\n'));
    const files = ['consumer.ts', 'consumer-hooks.ts', 'consumer-states.ts'];
    for (const file of files) cpSync(join(ROOT, 'test', 'library', file), join(bare.folder, file));
    expect(bare.compile([...files, 'faces.ts'], resolution)).toEqual({ stdout: '', status: 0 });
  });

  test('may hand in the clients of the drivers themselves', () => {
    const file = 'consumer-drivers.ts';
    cpSync(join(ROOT, 'test', 'library', file), join(furnished.folder, file));
    expect(furnished.compile([file], resolution)).toEqual({ stdout: '', status: 0 });
  });
});

test('a CommonJS program may require every face', () => {
  const requires = IMPORTS.map(([name], index) => `import face${index} = require('${name}');\nface${index};`);
  writeFileSync(join(bare.folder, 'program.cts'), requires.join('\n'));
  expect(bare.compile(['program.cts'])).toEqual({ stdout: '', status: 0 });
});

describe('the tarball', { timeout: 300_000 }, () => {
  let tarball = '';

  beforeAll(async () => {
    await runNpm(process.execPath, ['pack', '--ignore-scripts', '--pack-destination', bare.folder], bare.installed);
    tarball = join(bare.folder, readdirSync(bare.folder).find((name) => name.endsWith('.tgz')) ?? '');
  });

  test('is a package without a fault to publint', async () => {
    const { messages } = await publint({
      pack: { tarball: readFileSync(tarball).buffer },
      strict: true,
    });
    expect(messages).toEqual([]);
  });

  test('has no wrong types, says the tool that is called so, by whichever way a program asks', async () => {
    const { stdout, status } = await askAboutTypes(tarball);
    expect({ stdout, status }).toEqual({ stdout: expect.any(String), status: 0 });
    for (const [name] of IMPORTS) expect(stdout).toContain(`"${name}"`);
  });
});

/**
 * The package is ES modules alone, and every Node that it supports loads those by `require` too. So what the tool would
 * say of the older resolution `node16` ("resolves to an ES module") is so, is meant, and is no fault where it runs. All
 * else that it looks for in a CommonJS program is looked for. The resolution of Node 10 knows no `exports`.
 */
async function askAboutTypes(tarball: string): Promise<{ readonly stdout: string; readonly status: number | null }> {
  const folder = join(ROOT, 'node_modules', '.cache', `attw-${ATTW.version}`);
  const tool = join(folder, 'node_modules', ATTW.name, 'dist', 'index.js');
  mkdirSync(folder, { recursive: true });
  if (!existsSync(tool)) {
    await runNpm(
      process.execPath,
      ['install', '--prefix', folder, '--no-save', `${ATTW.name}@${ATTW.version}`],
      folder,
    );
  }
  const how = ['--profile', 'node16', '--ignore-rules', 'cjs-resolves-to-esm', '--no-color', '--no-emoji'];
  const { stdout, status } = spawnSync(process.execPath, [tool, tarball, ...how], { encoding: 'utf8' });
  return { stdout, status };
}
