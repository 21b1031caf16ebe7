import { Client } from 'pg';
import { expect, test } from 'vitest';
import { PostgresRepository } from '../../../src/adapters/store/postgres/repository.ts';
import { warningsOf } from '../../e2e/told.ts';
import { describeWith } from '../support/engine.ts';
import { POSTGRES, startPostgres } from '../support/postgres.ts';
import { mirrorSuite } from './mirror-suite.ts';
import { effectsOf, expectLevel, type MirrorDatabase, mirrorOn, shownBy, stageOf } from './mirrored.ts';

const SECRET = 'only-for-tests';

async function open(): Promise<MirrorDatabase & { readonly url: string }> {
  const server = await startPostgres();
  const url = await server.newDatabase();
  const givenAt = (address: string) => ({ inputs: { mirror: 'postgres', 'mirror-url': address }, env: {} });
  return {
    ...mirrorOn(server, () => new PostgresRepository({ url })),
    url,
    given: givenAt(url),
    at: (port) => givenAt(`postgres://postgres:${SECRET}@127.0.0.1:${port}/postgres`),
  };
}

mirrorSuite({ kind: 'postgres', engine: POSTGRES, secret: SECRET, open });

describeWith([POSTGRES], 'mirror: postgres, and its accounts', () => {
  test('tells a wrong password, a missing database and a table of somebody else, and never the URL', async () => {
    const database = await open();
    try {
      const stage = await stageOf();
      const client = new Client(database.url);
      await client.connect();
      await client.query('create table loopforge_records (id int)');
      const wrong = [
        [database.url.replace(SECRET, 'not-the-password'), /password authentication failed/],
        [database.url.replace(/\/[^/]*$/, '/nowhere'), /"nowhere" does not exist/],
        [database.url, /exists and does not say that it holds records/],
      ] as const;
      for (const [url, message] of wrong) {
        const inputs = { mirror: 'postgres', 'mirror-url': url, issue: String(stage.issue) };
        const step = await stage.step(inputs);
        expect(step.exitCode).toBe(0);
        expect(warningsOf(step).join('\n')).toMatch(message);
        expect(shownBy(step)).not.toMatch(/only-for-tests|not-the-password/);
      }
      await client.end();
    } finally {
      await database.remove();
    }
  });

  test('needs no right to create, once the table is there; and says what is missing until then', async () => {
    const database = await open();
    try {
      const stage = await stageOf();
      const { issue, id } = stage;
      const client = new Client(database.url);
      await client.connect();
      await client.query("create role writer login password 'writers-own'");
      const url = database.url.replace(`postgres:${SECRET}@`, 'writer:writers-own@');
      const given = { inputs: { mirror: 'postgres', 'mirror-url': url, 'mirror-table': 'public.audit' } };
      const refused = await stage.event('issues', 'opened', { number: issue }, given);
      expect(warningsOf(refused).join('\n')).toMatch(
        /there is no table "public"\."audit".*Nor could this account make/,
      );
      const owner = new PostgresRepository({ url: database.url, table: 'public.audit' });
      await owner.migrate();
      await client.query('grant select, insert, update, delete on public.audit to writer');
      stage.world.assign(issue, 'octocat');
      const step = await stage.event('issues', 'assigned', { number: issue }, given);
      expect(effectsOf(step)).toEqual([{ name: 'mirror', ok: true, message: 'postgres: entry 2' }]);
      expectLevel(await owner.get(id), stage.record(issue));
      await owner.close();
      await client.end();
    } finally {
      await database.remove();
    }
  });
});
