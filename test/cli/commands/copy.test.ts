import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { SqliteRepository } from '../../../src/adapters/store/sqlite/repository.ts';
import { defineLifecycle } from '../../../src/codec/lifecycle/define-lifecycle.ts';
import { LoopService } from '../../../src/compose/library/loop-service.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import type { Instant } from '../../../src/core/values/instant.ts';
import { openStore } from '../../compose/github-store/stage.ts';
import type { CliResult } from '../cli.ts';
import { cli } from '../run-cli-here.ts';

const DOCS = defineLifecycle({
  name: 'docs',
  initial: 'draft',
  states: { draft: { when: true, to: { published: {} } }, published: { terminal: true, when: false } },
});

/** A folder with two databases in it. */
function folder(): { readonly path: string; readonly from: string; readonly to: string } {
  const path = mkdtempSync(join(tmpdir(), 'loopforge-copy-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return { path, from: join(path, 'from.db'), to: join(path, 'to.db') };
}

/** Does something with the records of a database, and closes it. */
async function within<T>(
  path: string,
  work: (service: LoopService, store: SqliteRepository) => Promise<T>,
): Promise<T> {
  const store = new SqliteRepository({ path });
  let minute = 0;
  const clock = (): Instant => `2026-11-23T08:${String(++minute % 60).padStart(2, '0')}:00Z` as Instant;
  try {
    return await work(new LoopService({ repository: store, clock }), store);
  } finally {
    await store.close();
  }
}

async function create(service: LoopService, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) ids.push((await service.create({ ref: `TICKET-${n}` })).record_id);
  return ids;
}

async function all(path: string): Promise<readonly LoopRecord[]> {
  return within(path, async (_, store) => {
    const found: LoopRecord[] = [];
    for await (const record of store.list()) found.push(record);
    return found;
  });
}

function copy(from: string, to: string, ...options: readonly string[]): Promise<CliResult> {
  return cli(['copy', '--from', `sqlite:${from}`, '--to', `sqlite:${to}`, ...options]);
}

/** What a copy says on standard error that takes longer than a second: how far it has come. */
const PROGRESS = /^(?:\d+ records, \d+ a second\n)*$/;

describe('loopforge copy', () => {
  test('copies what is not there, and copied again finds all of it there', async () => {
    const { from, to } = folder();
    await within(from, (service) => create(service, 120));
    const first = await copy(from, to);
    expect(first).toMatchObject({ exitCode: 0, stderr: expect.stringMatching(PROGRESS) });
    expect(first.stdout).toBe(`sqlite:${from} → sqlite:${to}: 120 copied\n`);
    expect(await all(to)).toEqual(await all(from));
    expect((await copy(from, to)).stdout).toContain(': 120 already there\n');
  });

  test('updates what went on, and leaves alone what went on there, or is another record', async () => {
    const { from, to } = folder();
    const ids = await within(from, (service) => create(service, 4));
    await copy(from, to);
    const [behind = '', ahead = '', forked = ''] = ids;
    await within(from, (service) => service.transition(behind, 'task_queued'));
    await within(to, (service) => service.transition(ahead, 'task_queued'));
    for (const path of [from, to])
      await within(path, (service) => service.transition(forked, 'task_queued', { metadata: { path } }));

    const result = await copy(from, to);
    expect(result.exitCode).toBe(1);
    expect(result.stdout).toContain(`${ahead}  ahead there  version 2 there, 1 here`);
    expect(result.stdout).toContain(`${forked}  different there  version 2 there, 2 here`);
    expect(result.stdout).toContain(': 1 updated, 1 already there, 1 ahead there, 1 different there\n');

    expect((await copy(from, to, '--overwrite')).stdout).toContain(': 2 overwritten, 2 already there\n');
    expect(await all(to)).toEqual(await all(from));
  });

  test('a dry run says the same and writes nothing', async () => {
    const { path, from, to } = folder();
    await within(from, (service) => create(service, 3));
    await within(to, (service) => create(service, 1));
    const before = await all(to);
    const result = await copy(from, to, '--dry-run', '--json');
    expect(JSON.parse(result.stdout)).toMatchObject({ dry_run: true, counts: { copied: 3 }, ended: null });
    expect(await all(to)).toEqual(before);
    const fresh = join(path, 'fresh.db');
    expect((await copy(from, fresh, '--dry-run')).stdout).toContain(': 3 to copy\n');
    expect(existsSync(fresh)).toBe(false);
  });

  test('copies only what is asked for', async () => {
    const { from, to } = folder();
    await within(from, async (service) => {
      const [first = ''] = await create(service, 5);
      await service.transition(first, 'task_queued');
    });
    const since = ['--since', '2026-11-23T08:02:00Z', '--until', '2026-11-23T08:04:00Z'];
    expect((await copy(from, to, ...since)).stdout).toContain(': 2 copied\n');
    expect((await copy(from, to, '--state', 'task_queued')).stdout).toContain(': 1 copied\n');
    expect((await copy(from, to, '--since', '2026-11-24')).stdout).toContain(': There is no record to copy.\n');
  });

  test('tells of records that do not hold, and copies the rest', async () => {
    const { from, to } = folder();
    const [first = ''] = await within(from, (service) => create(service, 6));
    const database = new DatabaseSync(from);
    database.exec(
      `UPDATE loopforge_records SET record = replace(record, '"created"', '"imagined"') WHERE record_id = '${first}'`,
    );
    database.close();
    const result = await copy(from, to);
    expect(result.stdout).toContain(`${first}  damaged  `);
    expect(result.stdout).toContain(': 5 copied, 1 damaged\n');
    expect(result.exitCode).toBe(1);
  });

  test('goes through a folder and a file and comes back the same', async () => {
    const { path, from, to } = folder();
    await within(from, (service) => create(service, 7));
    const way = [`sqlite:${from}`, `${path}/records/`, join(path, 'records.json'), `sqlite:${to}`];
    for (const [index, address] of way.slice(1).entries()) {
      const result = await cli(['copy', '--from', way[index] ?? '', '--to', address]);
      expect(result).toMatchObject({ exitCode: 0, stderr: expect.stringMatching(PROGRESS) });
      expect(result.stdout).toContain(': 7 copied\n');
    }
    expect(await all(to)).toEqual(await all(from));
  });

  test.each([
    [['--from', 'sqlite:a.db'], '"--to" is missing'],
    [['--from', 'mysql:a', '--to', 'sqlite:a.db'], '"mysql:" is not a kind of store'],
    [['--from', 'sqlite:/missing/a.db', '--to', 'sqlite:b.db'], '/missing/a.db does not exist.'],
    [['--from', 'sqlite:a.db', '--to', 'sqlite:a.db'], 'are the same store'],
    [['--from', 'sqlite:a.db', '--to', 'sqlite:b.db', '--since', 'yesterday'], '"--since" must be a moment'],
    [['--from', 'sqlite:a.db', '--to', 'sqlite:b.db', '--until', '2026-13-45'], '"--until" must be a moment'],
  ])('%j is wrong use', async (args, why) => {
    const { exitCode, stdout, stderr } = await cli(['copy', ...args]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(why);
  });
});

describe('records of the Python original', () => {
  const whole: object = JSON.parse(readFileSync('test/vectors/original-record.json', 'utf8'));
  const fresh: object = JSON.parse(readFileSync('test/vectors/original-record-new.json', 'utf8'));

  test('come in from a JSON file, known by its form, and again from there nothing is new', async () => {
    const { path, to } = folder();
    const file = join(path, 'old.json');
    writeFileSync(file, JSON.stringify([whole, { ...fresh, state: 'imagined' }, fresh]));
    for (const [address, outcome] of [
      [file, 'copied'],
      [`original:${file}`, 'already there'],
    ]) {
      const result = await cli(['copy', '--from', String(address), '--to', `sqlite:${to}`]);
      expect(result.stdout).toContain(`: 2 ${outcome}, 1 damaged\n`);
      expect(result.exitCode).toBe(1);
    }
    const [id = ''] = (await all(to)).filter(({ state }) => state === 'issue_created').map((one) => one.record_id);
    // By the clock of today: the import was now.
    await within(to, (_, repository) => new LoopService({ repository }).transition(id, 'task_queued'));
    const result = await cli(['copy', '--from', file, '--to', `sqlite:${to}`]);
    expect(result.stdout).toContain(`${id}  ahead there`);
  });

  test('go out again as they came in, and what the original does not know is refused', async () => {
    const { path, from } = folder();
    const [old, out] = [join(path, 'old.json'), join(path, 'out.json')];
    writeFileSync(old, JSON.stringify([whole, fresh]));
    await cli(['copy', '--from', old, '--to', `sqlite:${from}`]);
    const id = await within(from, async (_, repository) => {
      const docs = new LoopService({ repository, lifecycle: DOCS });
      return (await docs.create({ ref: 'guide' })).record_id;
    });
    const result = await cli(['copy', '--from', `sqlite:${from}`, '--to', `original:${out}`]);
    expect(result.stdout).toContain(`${id}  refused  `);
    expect(result.stdout).toContain(': 2 copied, 1 refused\n');
    expect(Object.values(JSON.parse(readFileSync(out, 'utf8')))).toEqual(expect.arrayContaining([whole, fresh]));
    const again = await cli(['copy', '--from', `sqlite:${from}`, '--to', `original:${out}`, '--state', 'closed']);
    expect(again.stdout).toContain(': 1 already there\n');
  });
});

describe('a repository', () => {
  test('goes into a database, and comes back from there once its comments are gone', async () => {
    const { to } = folder();
    const { service, repository, world, fake, issue, record } = await openStore();
    const others = [world.openIssue({ author: 'octocat' }), world.openIssue({ author: 'octocat' })];
    for (const number of [issue, ...others]) await service.create({ ref: `acme/widgets#${number}` });
    await service.transition(`acme/widgets#${issue}`, 'task_queued');
    const out = await cli(['copy', '--from', 'github:acme/widgets', '--to', `sqlite:${to}`], { api: fake });
    expect(out).toMatchObject({ stderr: expect.stringMatching(PROGRESS), exitCode: 0 });
    expect(out.stdout).toContain('github:acme/widgets → sqlite:');
    expect(await all(to)).toHaveLength(3);
    const before = record(issue);
    await repository.delete(`acme/widgets#${issue}`);
    const back = await cli(['copy', '--from', `sqlite:${to}`, '--to', 'github:acme/widgets'], { api: fake });
    expect(back.stdout).toContain(': 1 copied, 2 already there\n');
    expect(record(issue).head.hash).toBe(before.head.hash);
  });

  test('of whose records one was changed from outside: it is told of, and the rest goes on', async () => {
    const { to } = folder();
    const { service, world, fake, issue, comment } = await openStore();
    const other = world.openIssue({ author: 'octocat' });
    for (const number of [issue, other]) await service.create({ ref: `acme/widgets#${number}` });
    const { databaseId, body } = comment(issue);
    world.editComment(databaseId, body.replace('"schema_version":1', '"schema_version":'), { by: 'monalisa' });
    const result = await cli(['copy', '--from', 'github:acme/widgets', '--to', `sqlite:${to}`], { api: fake });
    expect(result.exitCode).toBe(1);
    expect(result.stdout).toContain(`acme/widgets#${issue}  damaged  The record in `);
    expect(result.stdout).toContain(': 1 copied, 1 damaged\n');
  });

  test('takes no record that is not of its issues', async () => {
    const { from } = folder();
    const [id] = await within(from, (service) => create(service, 1));
    const { fake } = await openStore();
    const result = await cli(['copy', '--from', `sqlite:${from}`, '--to', 'github:acme/widgets'], { api: fake });
    expect(result.exitCode).toBe(1);
    expect(result.stdout).toContain(`${id}  refused  `);
    expect(result.stdout).toContain('is no issue of acme/widgets');
  });
});
