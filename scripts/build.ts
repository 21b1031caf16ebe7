import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, type BuildResult, build, type Metafile, type Plugin } from 'esbuild';
import {
  doorsLoadNothing,
  latePackagesKeepTheirNames,
  nodeModulesAreTakenWhole,
  openTelemetryInParts,
  unusedPartsAreLeftOut,
} from './bundle-plugins.ts';
import { licenseTexts } from './bundled-licenses.ts';
import { writeGeneratedSources } from './generate-sources.ts';
import { inputsLoadedWith, loadedTogether } from './loaded-together.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** What a tracked event must not load at the start: each of these costs more than all of our own code. */
const NOT_AT_START =
  /node_modules\/(?:undici|yaml|ajv|pg|@redis|@aws-sdk|@actions\/(?:http-client|github|exec)|@octokit\/(?:rest|plugin-throttling))\//;

const PLUGINS = [
  doorsLoadNothing,
  nodeModulesAreTakenWhole,
  latePackagesKeepTheirNames,
  openTelemetryInParts,
  unusedPartsAreLeftOut,
];

const OPTIONS = {
  absWorkingDir: ROOT,
  entryPoints: { main: 'src/action/main.ts', post: 'src/action/post.ts' },
  write: false,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  minify: true,
  charset: 'utf8',
  chunkNames: 'chunks/[name]-[hash]',
  legalComments: 'none',
  metafile: true,
  logLevel: 'silent',
} as const satisfies BuildOptions;

/**
 * Builds the action into a folder: `main.js` and `post.js`, what they share and what they load later as chunks, and the
 * licences of everything inside. The same source gives the same bytes.
 * @param outdir absolute path; what is in it already stays
 * @param sourcemap also writes maps to the sources, by which a stack names them
 * @param plugins that change what is built, for a test
 */
export async function buildAction(
  outdir: string,
  { sourcemap = false, plugins = [] }: { readonly sourcemap?: boolean; readonly plugins?: readonly Plugin[] } = {},
): Promise<Metafile> {
  writeGeneratedSources();
  const options = { ...OPTIONS, outdir, sourcemap };
  const split = await build({ ...options, minify: false, plugins: [...plugins, ...PLUGINS] });
  const result = await build({ ...options, plugins: [...plugins, ...PLUGINS, loadedTogether(split.metafile, ROOT)] });
  checkStart(result.metafile);
  await writeAll(outdir, result);
  return result.metafile;
}

async function writeAll(outdir: string, result: BuildResult<{ metafile: true; write: false }>): Promise<void> {
  for (const file of result.outputFiles) {
    await mkdir(dirname(file.path), { recursive: true });
    await writeFile(file.path, file.contents);
  }
  await writeFile(join(outdir, 'licenses.txt'), await licenseTexts(ROOT, 'dist/', result.metafile));
}

/** Throws when `main.js`, with what it imports at once, holds a part that only some runs need. */
function checkStart(metafile: Metafile): void {
  const unwanted = startInputs(metafile).filter((input) => NOT_AT_START.test(input));
  if (unwanted.length > 0) throw new Error(`The start of main.js loads what it must not:\n${unwanted.join('\n')}`);
}

/** Every source file that starting `main.js` loads, by way of imports that are not `import()`. */
export function startInputs(metafile: Metafile): readonly string[] {
  return inputsLoadedWith(metafile, 'src/action/main.ts');
}

/** The files that differ between two builds, with how; empty when they are the same. */
export async function differences(expected: string, actual: string): Promise<readonly string[]> {
  const [wanted, found] = await Promise.all([contentsOf(expected), contentsOf(actual)]);
  return [...new Set([...wanted.keys(), ...found.keys()])].sort().flatMap((name) => {
    const [left, right] = [wanted.get(name), found.get(name)];
    if (left === undefined) return [`${name}: not part of the build`];
    if (right === undefined) return [`${name}: missing`];
    return left.equals(right) ? [] : [`${name}: differs`];
  });
}

async function contentsOf(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(await Promise.all(files.map(async (file) => [relative(folder, file), await readFile(file)] as const)));
}

/** Rebuilds beside `dist/` and says what differs. */
async function check(): Promise<readonly string[]> {
  const fresh = await mkdtemp(join(tmpdir(), 'loopforge-dist-'));
  try {
    await buildAction(fresh);
    return await differences(fresh, join(ROOT, 'dist'));
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  if (!process.argv.includes('--check')) {
    await rm(join(ROOT, 'dist'), { recursive: true, force: true });
    const metafile = await buildAction(join(ROOT, 'dist'));
    for (const [name, output] of Object.entries(metafile.outputs)) console.log(`${name}  ${output.bytes} bytes`);
    return;
  }
  const stale = await check();
  if (stale.length === 0) return console.log('dist/ is the build of src/.');
  console.error(`dist/ is not the build of src/; run "npm run build" and commit it.\n${stale.join('\n')}`);
  process.exitCode = 1;
}

if (import.meta.main) await main();
