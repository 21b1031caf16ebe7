import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { buildModules } from '../scripts/build-library.ts';
import { EXPORT_FORMATS } from '../src/codec/export/format.ts';
import { POSTGRES } from '../test/engines/support/postgres.ts';
import { run } from '../test/nodes/nodes.ts';
import { startApart } from '../test/support/github/apart.ts';
import { GITHUB_TOKEN } from '../test/support/github/identity.ts';
import { figure, inMegabytes, table } from './measure.ts';
import { peakIn, withProbe } from './step.ts';
import { madeRecords } from './stores/made-records.ts';
import { TARGETS } from './stores/targets.ts';

/** How many records there are at each source, and how often each format is written. */
export interface ExportSizes {
  readonly items: number;
  readonly rows: number;
  /** Names of formats and sources (`github`, `postgres`), among other words: only these. None of a kind: all of it. */
  readonly only?: readonly string[];
}

const ENTRIES = 20;
/** A quarter are pull requests, and of thirty records one is in two comments: some hundreds of 10,000. */
const MIXED = { entries: ENTRIES, pullEvery: 4, sealedEvery: 30 };

/** Where an export reads from, as the command line is told it. */
interface Source {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** The requests since the last time; null: nobody counts them. */
  readonly requests: () => Promise<number | null>;
}

/** What an export takes in each format, through the built command line: a table for each source. */
export async function* measureExport(root: string, folder: string, sizes: ExportSizes): AsyncGenerator<string> {
  const lib = join(folder, 'dist-lib');
  await buildModules(lib);
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const cli = join(lib, 'cli.js');
  const { items, rows, only = [] } = sizes;
  const formats = named(EXPORT_FORMATS, only);
  const each = (source: Source): Promise<string> => eachFormat(cli, folder, formats, source);
  const sources = named(['github', 'postgres'], only);
  if (sources.includes('github')) yield await measureGitHub(each, items);
  if (sources.includes('postgres')) yield await measurePostgres(each, rows);
}

function named<T extends string>(all: readonly T[], only: readonly string[]): readonly T[] {
  const asked = all.filter((name) => only.includes(name));
  return asked.length > 0 ? asked : all;
}

type Measure = (source: Source) => Promise<string>;

async function measureGitHub(each: Measure, items: number): Promise<string> {
  await using github = await startApart({ items, ...MIXED });
  const { apiUrl, graphqlUrl } = github;
  const rows = await each({
    args: ['acme/widgets'],
    env: { GITHUB_API_URL: apiUrl, GITHUB_GRAPHQL_URL: graphqlUrl, GITHUB_TOKEN },
    requests: async () => (await github.requests()).length,
  });
  return `### Export from GitHub: ${figure(items)} items of ${ENTRIES} entries\n\n${rows}`;
}

async function measurePostgres(each: Measure, count: number): Promise<string> {
  if (POSTGRES.missing !== null) return `### Export from Postgres\n\nSkipped: ${POSTGRES.missing}`;
  const target = TARGETS.find(({ store }) => store === 'postgres');
  if (target === undefined) throw new Error('Postgres is not among the stores');
  await using running = await target.start();
  await running.load(await madeRecords(count));
  const rows = await each({
    args: ['--from', running.at],
    env: {},
    requests: async () => null,
  });
  return `### Export from Postgres: ${figure(count)} records\n\n${rows}`;
}

async function eachFormat(cli: string, folder: string, formats: readonly string[], source: Source): Promise<string> {
  const rows: string[][] = [];
  for (const format of formats) {
    const row = [`\`${format}\``, ...(await twice(cli, folder, source, format))];
    // It takes long, and somebody may be waiting.
    console.error(row.join(' | '));
    rows.push(row);
  }
  return table(['format', 'requests', 'peak memory', 'wall time', 'file', 'twice the same bytes'], rows);
}

async function twice(cli: string, folder: string, source: Source, format: string): Promise<readonly string[]> {
  const [one, other] = [await exported(cli, folder, source, format), await exported(cli, folder, source, format)];
  const most = Math.max(one.peakKb, other.peakKb);
  return [
    one.requests === null ? '–' : figure(one.requests),
    inMegabytes(most),
    `${figure(one.wallMs / 1000)} s`,
    inMegabytes(one.bytes / 1024),
    one.hash === other.hash ? 'yes' : 'no',
  ];
}

async function exported(cli: string, folder: string, source: Source, format: string) {
  const path = join(folder, `export.${format}`);
  const args = ['export', ...source.args, '--format', format, '--output-file', path, '--restart'];
  const began = performance.now();
  const ended = await run(process.execPath, [cli, ...args], folder, { ...source.env, ...withProbe() });
  const wallMs = performance.now() - began;
  const peakKb = peakIn(ended.stdout);
  if (ended.exitCode !== 0 || peakKb === null)
    throw new Error(`The export ended with ${ended.exitCode}:\n${ended.stderr}`);
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return {
    wallMs,
    peakKb,
    bytes: (await stat(path)).size,
    hash: hash.digest('hex'),
    requests: await source.requests(),
  };
}
