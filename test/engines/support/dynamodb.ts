import { spawnSync } from 'node:child_process';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { newDataFolder, removeDataFolder } from './data-folder.ts';
import { dynamodbLocal } from './dynamodb-local.ts';
import type { Engine } from './engine.ts';
import { findProgram } from './find-program.ts';
import { Gateway } from './gateway.ts';
import { freePort } from './loopback.ts';
import { type ServerCommand, ServerProcess } from './server-process.ts';

const JAVA = findProgram('java');
const FETCHED = await fetched();

export const DYNAMODB: Engine = { name: 'DynamoDB Local', missing: 'why' in FETCHED ? FETCHED.why : null };

/** DynamoDB Local takes any credentials of this form. */
export const CREDENTIALS = { accessKeyId: 'onlyfortests', secretAccessKey: 'only-for-tests' };
export const REGION = 'eu-central-1';
/** For the hook that starts one: Java needs 3 s of a processor, and may have to share it. */
export const STARTS_WITHIN_MS = 120_000;

/** It lives for seconds: what Java would do to be quick later does not pay. */
const QUICK = ['-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto'];

/** A DynamoDB Local of its own. */
export interface DynamoDBServer extends ServerProcess {
  readonly port: number;
  readonly endpoint: string;
  /** A new client; whoever makes it ends it. */
  newClient(): DynamoDBClient;
  /** A name that no table has yet. */
  newTableName(): string;
  /** Ends it and takes its data away. */
  remove(): Promise<void>;
}

/**
 * Killed while it writes, DynamoDB Local at times comes back without what it had accepted before (once in twelve kills),
 * and Amazon's service does not. So its callers are cut off, and it is ended once it has done what it was sent.
 */
class CutOffFirst extends ServerProcess {
  readonly #gateway: Gateway;

  constructor(command: ServerCommand, gateway: Gateway) {
    super(command);
    this.#gateway = gateway;
  }

  override async start(): Promise<void> {
    await super.start();
    await this.#gateway.open();
  }

  override async stop(): Promise<void> {
    await this.#gateway.cut();
    await super.stop();
  }

  override async kill(): Promise<void> {
    await this.#gateway.cut();
    await super.kill();
  }
}

/** @param options `lasting`: what it holds outlives a stop */
export async function startDynamoDB(options: { readonly lasting?: boolean } = {}): Promise<DynamoDBServer> {
  if (JAVA === null || 'why' in FETCHED) throw new Error(`${DYNAMODB.name}: ${DYNAMODB.missing}`);
  const folder = await newDataFolder('dynamodb');
  const port = await freePort();
  const behind = options.lasting === true ? await freePort() : port;
  const endpoint = `http://127.0.0.1:${port}`;
  const kept = options.lasting === true ? ['-dbPath', folder] : ['-inMemory'];
  const args = [...QUICK, '-Djava.library.path=./DynamoDBLocal_lib', '-jar', 'DynamoDBLocal.jar', '-sharedDb', ...kept];
  const newClient = (): DynamoDBClient => new DynamoDBClient({ endpoint, region: REGION, credentials: CREDENTIALS });
  const command: ServerCommand = {
    command: JAVA,
    args: [...args, '-disableTelemetry', '-port', `${behind}`],
    cwd: FETCHED.folder,
    port: behind,
    isUp: () => answers(`http://127.0.0.1:${behind}`),
    stopBy: 'SIGTERM',
  };
  const server =
    behind === port ? new ServerProcess(command) : new CutOffFirst(command, new Gateway({ port, target: behind }));
  await server.start();
  return Object.assign(server, {
    port,
    endpoint,
    newClient,
    newTableName,
    async remove() {
      await server.stop();
      await removeDataFolder(folder);
    },
  });
}

let made = 0;

function newTableName(): string {
  return `test-${++made}`;
}

/** Whatever it says to a request that is none. */
async function answers(endpoint: string): Promise<boolean> {
  try {
    await fetch(endpoint, { signal: AbortSignal.timeout(10_000) });
    return true;
  } catch {
    return false;
  }
}

/** Without Java nothing is fetched. */
async function fetched(): Promise<{ readonly folder: string } | { readonly why: string }> {
  if (JAVA === null || spawnSync(JAVA, ['-version']).status !== 0) {
    return { why: 'there is no java here (apt-get install default-jre-headless)' };
  }
  try {
    return { folder: await dynamodbLocal() };
  } catch (error) {
    return { why: `it cannot be fetched: ${error instanceof Error ? error.message : String(error)}` };
  }
}
