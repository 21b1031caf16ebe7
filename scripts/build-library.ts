import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { OLDEST_NODE } from '../src/compose/library/node-version.ts';
import { writeGeneratedSources } from './generate-sources.ts';
import { recordSchema } from './record-schema.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The doors of the package: module name → source file. What `package.json` exports is this. */
export const ENTRIES = { index: 'src/index.ts', cli: 'src/cli/main.ts' } as const;

/**
 * Builds what the npm package holds beside its papers: the library, and the command line with what it loads later, as
 * ES modules that import their dependencies. Readable, for whoever debugs into it.
 * @param outdir absolute path; what is in it already stays
 */
export async function buildModules(outdir: string): Promise<Metafile> {
  writeGeneratedSources();
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: { ...ENTRIES },
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: `node${OLDEST_NODE}`,
    packages: 'external',
    charset: 'utf8',
    chunkNames: 'chunks/[name]-[hash]',
    legalComments: 'none',
    metafile: true,
    logLevel: 'silent',
    define: { LOOPFORGE_VERSION: JSON.stringify(await packageVersion()) },
  });
  await chmod(join(outdir, 'cli.js'), 0o755);
  return metafile;
}

/** Writes the JSON Schema of a record, for validators in any language. */
export async function buildSchema(outdir: string): Promise<void> {
  await writeFile(join(outdir, 'schema.json'), `${JSON.stringify(recordSchema(), null, 2)}\n`);
}

/** Writes the declarations of the library into a folder. Throws with what the compiler said. */
export async function buildTypes(outdir: string): Promise<void> {
  writeGeneratedSources();
  const temp = await mkdtemp(join(tmpdir(), 'loopforge-types-'));
  const project = join(temp, 'tsconfig.json');
  const options = {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    outDir: outdir,
    rootDir: join(ROOT, 'src'),
  };
  const typeRoots = [join(ROOT, 'node_modules', '@types')];
  const config = {
    extends: join(ROOT, 'tsconfig.json'),
    compilerOptions: { ...options, typeRoots },
    files: [join(ROOT, ENTRIES.index)],
    include: [],
  };
  try {
    await writeFile(project, JSON.stringify(config));
    const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, '-p', project], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`The declarations could not be made:\n${stdout}${stderr}`);
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
  await nameBuiltFiles(outdir);
}

/** Source files import each other as `.ts`; beside the declarations stand none. */
async function nameBuiltFiles(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter(({ name }) => name.endsWith('.d.ts'))) {
    const path = join(entry.parentPath, entry.name);
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace(/((?:from |import\()['"]\.{1,2}\/[^'"\n]+)\.ts(?=['"])/g, '$1.js'));
  }
}

async function packageVersion(): Promise<string> {
  const text = await readFile(join(ROOT, 'package.json'), 'utf8');
  const { version }: { readonly version: string } = JSON.parse(text);
  return version;
}

async function main(): Promise<void> {
  const outdir = join(ROOT, 'dist-lib');
  await rm(outdir, { recursive: true, force: true });
  const metafile = await buildModules(outdir);
  await buildSchema(outdir);
  await buildTypes(join(outdir, 'types'));
  for (const [name, output] of Object.entries(metafile.outputs)) console.log(`${name}  ${output.bytes} bytes`);
}

if (import.meta.main) await main();
