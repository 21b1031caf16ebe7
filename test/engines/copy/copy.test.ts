import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateTableCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { copyKilled, fill, hashesOf, recordsIn } from '../../cli/commands/copying.ts';
import { builtCli, useBuiltEntry } from '../../cli/use-built-cli.ts';
import { asItem, NEW, original, WHOLE } from '../../codec/original/originals.ts';
import { DYNAMODB } from '../support/dynamodb.ts';
import { describeWith } from '../support/engine.ts';
import { POSTGRES } from '../support/postgres.ts';
import { REDIS } from '../support/redis.ts';
import { DAMAGE } from './damage.ts';
import { AWS, NEW_STORE, type StoreKind, useEngines } from './engines.ts';

const LONG_MS = 240_000;
const KINDS: readonly StoreKind[] = ['file', 'folder', 'sqlite', 'postgres', 'redis', 'dynamodb'];

describeWith([POSTGRES, REDIS, DYNAMODB], 'loopforge copy, as it is built', () => {
  const engines = useEngines();
  const entry = useBuiltEntry({ withDrivers: true });
  const cli = builtCli(entry);
  const copy = (from: string, to: string) => cli(['copy', '--from', from, '--to', to], { env: AWS });
  const newStore = (kind: StoreKind): Promise<string> => NEW_STORE[kind](engines());

  test(
    'takes records round every store, and each is what it was',
    async () => {
      const first = await newStore('file');
      const records = await fill(first, 30);
      let from = first;
      for (const kind of ['folder', 'sqlite', 'postgres', 'redis', 'dynamodb', 'folder'] as const) {
        const to = await newStore(kind);
        const { exitCode, stdout } = await copy(from, to);
        expect({ kind, exitCode, stdout }).toMatchObject({
          exitCode: 0,
          stdout: expect.stringMatching(/: 30 copied\n$/),
        });
        expect(hashesOf(await recordsIn(to))).toEqual(hashesOf(records));
        from = to;
      }
      expect(await recordsIn(from)).toEqual(records);
      expect((await copy(from, first)).stdout).toMatch(/: 30 already there\n$/);
    },
    LONG_MS,
  );

  describe.each(['postgres', 'dynamodb'] as const)('into %s', (kind) => {
    test(
      'killed at random moments, goes on to equal hashes',
      async () => {
        const kills = 10;
        const [from, to] = [await newStore('sqlite'), await newStore(kind)];
        const source = await fill(from, kills * 17);
        const copying = { entry: entry(), from, to, env: AWS };
        let killed = 0;
        for (let n = 0; n < kills; n++) {
          const { code } = await copyKilled(copying, 1 + Math.floor(Math.random() * 8));
          if (code === null) killed++;
        }
        expect(killed).toBeGreaterThan(kills * 0.7);
        // What is there is whole, and is the record that was copied.
        for (const [id, record] of await recordsIn(to)) expect(record).toEqual(source.get(id));
        expect((await copyKilled(copying, null)).code).toBe(0);
        expect(hashesOf(await recordsIn(to))).toEqual(hashesOf(source));
      },
      LONG_MS,
    );
  });

  test.each(KINDS)(
    'out of %s goes past what is damaged, tells which and why, and ends with 1',
    async (kind) => {
      const [from, to] = [await newStore(kind), await newStore('sqlite')];
      const records = await fill(from, 9);
      const hurt = [...records.keys()].slice(2, 2 + DAMAGE[kind].length);
      const told: string[] = [];
      for (const [index, damage] of DAMAGE[kind].entries()) told.push(await damage(hurt[index] ?? '', from, engines()));
      const { exitCode, stdout } = await copy(from, to);
      expect(exitCode).toBe(1);
      for (const name of told) expect(stdout).toContain(`${name}  damaged  `);
      expect(stdout).toContain(`: ${9 - hurt.length} copied, ${hurt.length} damaged\n`);
      const whole = [...records].filter(([id]) => !hurt.includes(id));
      expect(await recordsIn(to)).toEqual(new Map(whole));
      // Again, there is nothing new but the damage.
      expect((await copy(from, to)).stdout).toContain(`: ${whole.length} already there, ${hurt.length} damaged\n`);
    },
    LONG_MS,
  );

  test(
    "brings in the original's own table, and gives it back as it was",
    async () => {
      const { dynamodb, folder } = engines();
      const client = dynamodb.newClient();
      const TableName = dynamodb.newTableName();
      await makeOriginalTable(client, TableName);
      const long = { ...original(NEW), labels: { text: 'x'.repeat(120_000) } };
      // More than DynamoDB gives in one answer.
      const many = Array.from({ length: 10 }, (_, n) => ({ ...long, record_id: `loop-0000000${n}` }));
      const wrong = { ...original(NEW), record_id: 'wrong', state: 'imagined' };
      const originals = [original(WHOLE), original(NEW), ...many];
      for (const record of [...originals, wrong]) {
        const Item = asItem(record) as PutItemCommand['input']['Item'];
        await client.send(new PutItemCommand({ TableName, Item }));
      }
      client.destroy();
      const from = `original:dynamodb:${TableName}?endpoint=${dynamodb.endpoint}`;
      const to = await newStore('dynamodb');
      const first = await copy(from, to);
      expect(first).toMatchObject({ exitCode: 1, stdout: expect.stringContaining(': 12 copied, 1 damaged\n') });
      expect(first.stdout).toMatch(/^wrong {2}damaged {2}This record cannot be imported: .+/m);
      expect((await copy(from, to)).stdout).toContain(': 12 already there, 1 damaged\n');
      const out = join(folder, 'out.json');
      expect((await copy(to, `original:${out}`)).stdout).toContain(': 12 copied\n');
      const given: { readonly [id: string]: unknown } = JSON.parse(readFileSync(out, 'utf8'));
      for (const record of originals) expect(given[String(record['record_id'])]).toEqual(record);
      // Ours has all that an import asks for, but the steps.
      const ours = await copy(`original:${to}`, await newStore('sqlite'));
      expect(ours).toMatchObject({ exitCode: 1, stdout: expect.stringContaining(': 12 damaged\n') });
      expect((await copy(from, from.replace('original:', ''))).stderr).toContain('are the same store');
      expect((await copy(to, from)).stderr).toContain('Records go out to the original as a JSON file');
    },
    LONG_MS,
  );
});

/** As the original makes it. */
async function makeOriginalTable(client: DynamoDBClient, TableName: string): Promise<void> {
  const keys = ['record_id', 'state', 'updated_at'];
  await client.send(
    new CreateTableCommand({
      TableName,
      AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [{ AttributeName: 'record_id', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'state-index',
          KeySchema: [
            { AttributeName: 'state', KeyType: 'HASH' },
            { AttributeName: 'updated_at', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
}
