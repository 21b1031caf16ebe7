import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { newDataFolder, removeDataFolder } from './data-folder.ts';
import type { Engine } from './engine.ts';
import { findProgram } from './find-program.ts';
import { freePort } from './loopback.ts';
import { type Account, ServerProcess } from './server-process.ts';

const DEBIAN = '/usr/lib/postgresql';
const USER = 'postgres';
const PASSWORD = 'only-for-tests';
/** `nobody`, since Postgres refuses to run as root. */
const NOBODY: Account = { uid: 65534, gid: 65534 };

/** Whom the server runs as; undefined: as whom the tests run. */
export const POSTGRES_ACCOUNT: Account | undefined = process.getuid?.() === 0 ? NOBODY : undefined;

const ACCOUNT = POSTGRES_ACCOUNT === undefined ? {} : { account: POSTGRES_ACCOUNT };

const INITDB = findProgram('initdb', debianFolders());

export const POSTGRES: Engine = {
  name: 'Postgres',
  missing: INITDB === null ? 'there is no initdb here (apt-get install postgresql)' : null,
};

/** A Postgres server with a data folder of its own. Its user is `postgres`, its password stands in the URL. */
export interface PostgresServer extends ServerProcess {
  readonly port: number;
  readonly folder: string;
  /** Of a database; that of the server where none is given. */
  url(database?: string): string;
  /** A new empty database; its URL. */
  newDatabase(): Promise<string>;
  /** Ends it and takes its data away. */
  remove(): Promise<void>;
}

/** @param settings as in postgresql.conf, such as `{ ssl: 'on' }` */
export async function startPostgres(settings: { readonly [name: string]: string } = {}): Promise<PostgresServer> {
  if (INITDB === null) throw new Error(`${POSTGRES.name}: ${POSTGRES.missing}`);
  const folder = await newDataFolder('postgres', ACCOUNT.account);
  await initialize(INITDB, folder);
  const port = await freePort();
  const all = {
    listen_addresses: '127.0.0.1',
    port: `${port}`,
    unix_socket_directories: '',
    fsync: 'off',
    ...settings,
  };
  const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const url = (database = 'postgres'): string => `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/${database}`;
  const command = join(dirname(INITDB), 'postgres');
  const isUp = (): Promise<boolean> => answers(url());
  const server = new ServerProcess({
    command,
    args: ['-D', folder, ...args],
    port,
    ...ACCOUNT,
    isUp,
    stopBy: 'SIGINT',
  });
  await server.start();
  return Object.assign(server, {
    port,
    folder,
    url,
    newDatabase: () => newDatabase(url),
    async remove() {
      await server.stop();
      await removeDataFolder(folder);
    },
  });
}

async function initialize(initdb: string, folder: string): Promise<void> {
  const passwordFile = join(folder, '..', `${folder.split('/').at(-1)}.password`);
  await writeFile(passwordFile, PASSWORD, { mode: 0o644 });
  const args = ['-D', folder, '-U', USER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--no-sync'];
  await promisify(execFile)(initdb, args, { ...ACCOUNT.account, cwd: folder });
  await removeDataFolder(passwordFile);
}

let made = 0;

async function newDatabase(url: (database?: string) => string): Promise<string> {
  const name = `test_${++made}`;
  const client = new Client(url());
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return url(name);
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

/** Debian keeps the server's programs out of `PATH`, in a folder for each version: the newest first. */
function debianFolders(): readonly string[] {
  try {
    const versions = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
    return versions.map((version) => join(DEBIAN, version, 'bin'));
  } catch {
    return [];
  }
}
