import { chmod, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import packageJson from '../package.json' with { type: 'json' };
import { postgresSchema } from '../src/adapters/store/postgres/migrations.ts';
import { OLDEST_NODE } from '../src/compose/library/node-version.ts';
import {
  doorsLoadNothing,
  latePackagesKeepTheirNames,
  openTelemetryInParts,
  requiredNodeModulesAreTaken,
  staysOutside,
  unusedPartsAreLeftOut,
} from './bundle-plugins.ts';
import { licenseTexts } from './bundled-licenses.ts';
import { writeGeneratedSources } from './generate-sources.ts';
import { compactTheirs } from './library/compact.ts';
import { buildTypes } from './library/types.ts';
import { recordSchema } from './record-schema.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The faces of the library: module name → source file. What `package.json` exports is this. */
export const FACES = {
  index: 'src/index.ts',
  file: 'src/file.ts',
  github: 'src/github.ts',
  hooks: 'src/hooks.ts',
  sqlite: 'src/sqlite.ts',
  dynamodb: 'src/dynamodb.ts',
  testing: 'src/testing.ts',
  postgres: 'src/postgres.ts',
  redis: 'src/redis.ts',
} as const;

/** What is built: the faces, and the command line. */
export const ENTRIES = { ...FACES, cli: 'src/cli/main.ts' } as const;

/** The drivers of stores, which whoever needs one installs beside the package. */
const PEERS = Object.keys(packageJson.peerDependencies);

/**
 * Builds what the npm package holds beside its papers: the library and the command line as ES modules, with the code of
 * others that they need, so that nothing is installed beside them; its licences; the declarations of the library;
 * the JSON Schema of a record, for validators in any language; and the SQL that makes the table in Postgres.
 * @param outdir absolute path; what is in it already stays
 */
export async function buildLibrary(outdir: string): Promise<Metafile> {
  const metafile = await buildModules(outdir);
  await writeFile(join(outdir, 'licenses.txt'), await licenseTexts(ROOT, 'dist-lib/', metafile));
  await writeFile(join(outdir, 'schema.json'), `${JSON.stringify(recordSchema(), null, 2)}\n`);
  await writeFile(join(outdir, 'postgres.sql'), postgresSchema());
  await buildTypes(ROOT, Object.values(FACES), join(outdir, 'types'));
  return metafile;
}

/** Builds the modules alone. */
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
    plugins: [
      staysOutside(PEERS),
      doorsLoadNothing,
      requiredNodeModulesAreTaken,
      latePackagesKeepTheirNames,
      openTelemetryInParts,
      unusedPartsAreLeftOut,
    ],
    charset: 'utf8',
    chunkNames: 'chunks/[name]-[hash]',
    legalComments: 'none',
    metafile: true,
    logLevel: 'silent',
    define: { LOOPFORGE_VERSION: JSON.stringify(packageJson.version) },
  });
  await compactTheirs(ROOT, metafile);
  await chmod(join(outdir, 'cli.js'), 0o755);
  return metafile;
}

async function main(): Promise<void> {
  const outdir = join(ROOT, 'dist-lib');
  await rm(outdir, { recursive: true, force: true });
  await buildLibrary(outdir);
}

if (import.meta.main) await main();
