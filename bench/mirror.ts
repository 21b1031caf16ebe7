import { DynamoDBRepository } from '../src/adapters/store/dynamodb/repository.ts';
import { PostgresRepository } from '../src/adapters/store/postgres/repository.ts';
import { RedisRepository } from '../src/adapters/store/redis/repository.ts';
import type { Repository } from '../src/core/ports/repository.ts';
import { CREDENTIALS, DYNAMODB, REGION, startDynamoDB } from '../test/engines/support/dynamodb.ts';
import type { Engine } from '../test/engines/support/engine.ts';
import { POSTGRES, startPostgres } from '../test/engines/support/postgres.ts';
import { REDIS, startRedis } from '../test/engines/support/redis.ts';
import { runStep } from '../test/support/run-step.ts';
import { startCannedServer } from './canned.ts';
import { figure, median, table } from './measure.ts';
import { recordScenarios, type Scenario } from './scenarios.ts';

const PROBE = new URL('./cpu-time.mjs', import.meta.url).href;

/** A mirror on this machine. */
interface Measured {
  readonly name: string;
  readonly inputs: { readonly [name: string]: string };
  readonly env: { readonly [name: string]: string };
  readonly repository: Pick<Repository, 'delete'> | null;
  readonly end: () => Promise<unknown>;
}

class Times {
  readonly cpu: number[] = [];
  readonly wall: number[] = [];
}

const NONE: Measured = { name: 'none', inputs: {}, env: {}, repository: null, end: async () => {} };

const MIRRORS: readonly (readonly [Engine, () => Promise<Measured>])[] = [
  [
    REDIS,
    async () => {
      const server = await startRedis();
      const repository = new RedisRepository({ url: server.url });
      const end = () => Promise.all([repository.close(), server.remove()]);
      return { name: 'redis', inputs: { mirror: 'redis', 'mirror-url': server.url }, env: {}, repository, end };
    },
  ],
  [
    POSTGRES,
    async () => {
      const server = await startPostgres();
      const repository = new PostgresRepository({ url: server.url() });
      await repository.migrate();
      const end = () => repository.close().then(() => server.remove());
      return { name: 'postgres', inputs: { mirror: 'postgres', 'mirror-url': server.url() }, env: {}, repository, end };
    },
  ],
  [
    DYNAMODB,
    async () => {
      const server = await startDynamoDB();
      const tableName = server.newTableName();
      const repository = new DynamoDBRepository({ tableName, client: server.newClient() });
      await repository.migrate();
      const inputs = { mirror: 'dynamodb', 'mirror-table': tableName, 'mirror-url': server.endpoint };
      const { accessKeyId, secretAccessKey } = CREDENTIALS;
      const env = { AWS_REGION: REGION, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
      return { name: 'dynamodb', inputs, env, repository, end: () => server.remove() };
    },
  ],
];

/**
 * A run that writes one step, without a mirror and with each: CPU time and the time from its start to its end. They take
 * turns, so that what else the machine does hits all alike. The copy is a new one each time.
 */
export async function measureMirror(entry: string, { goes }: { readonly goes: number }): Promise<string> {
  const append = (await recordScenarios(entry)).find(({ name }) => name === 'append');
  if (append === undefined) throw new Error('There is no scenario of a run that appends');
  const server = await startCannedServer({ append: append.answers });
  const measured: Measured[] = [NONE];
  try {
    for (const [engine, start] of MIRRORS) {
      if (engine.missing === null) measured.push(await start());
      else console.warn(`Left out: ${engine.name}. ${engine.missing}`);
    }
    const found = new Map(measured.map(({ name }) => [name, new Times()]));
    for (let go = -1; go < goes; go++) {
      for (const mirror of measured) {
        const { cpu, wall } = await run(entry, append, server.urlFor('append', 0), mirror);
        if (go < 0) continue;
        found.get(mirror.name)?.cpu.push(cpu);
        found.get(mirror.name)?.wall.push(wall);
      }
    }
    const rows = [...found].map(([name, { cpu, wall }]) => [name, figure(median(cpu)), figure(median(wall))]);
    return `### A run that writes, with a mirror (medians of ${goes})\n\n${table(['mirror', 'CPU (ms)', 'in all (ms)'], rows)}`;
  } finally {
    server.close();
    for (const { end } of measured) await end();
  }
}

async function run(
  entry: string,
  { event, outcome }: Scenario,
  url: string,
  { inputs, env, repository }: Measured,
): Promise<{ readonly cpu: number; readonly wall: number }> {
  await repository?.delete('acme/widgets#1');
  const step = await runStep(entry, {
    eventName: 'issues',
    event,
    api: { apiUrl: url, graphqlUrl: `${url}/graphql` },
    inputs,
    env: { ...env, NODE_OPTIONS: `--import=${PROBE}` },
  });
  const isCopied = step.outputs.effects?.includes('"ok":true') === true;
  if (step.outputs.outcome !== outcome || isCopied !== (repository !== null))
    throw new Error(`The step should have ended ${outcome}, and copied: ${JSON.stringify(step.outputs)}`);
  return { cpu: Number(step.stderr.trim().split('\n').at(-1)), wall: step.wallMs };
}
