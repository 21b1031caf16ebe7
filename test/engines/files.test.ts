import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { FileRepository } from '../../src/adapters/store/file/repository.ts';
import { SqliteRepository } from '../../src/adapters/store/sqlite/repository.ts';
import type { Closable, Repository } from '../../src/core/ports/repository.ts';
import { conformance } from '../../src/usecase/conformance/conformance.ts';
import { aRecord, collect, idOf } from '../adapters/store/stored-records.ts';

const folder = mkdtempSync(join(tmpdir(), 'loopforge-files-'));
const paths = new WeakMap<Repository, string>();

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function open(path: string): Repository & Closable {
  const repository = path.endsWith('.db') ? new SqliteRepository({ path }) : new FileRepository({ path });
  paths.set(repository, path);
  return repository;
}

/** A process that stores so many versions of the first record. */
function writer(path: string, times: number): ChildProcess {
  const program = fileURLToPath(new URL('support/file-writer.ts', import.meta.url));
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  return spawn(process.execPath, [program, path, idOf(1), String(times)], { stdio: [...stdio] });
}

/** The versions that a process says it has stored, until it ended by itself or was ended. */
async function versionsOf({ stdout }: ChildProcess): Promise<readonly number[]> {
  if (stdout === null) throw new Error('It has no output');
  return (await text(stdout)).split('\n').slice(0, -1).map(Number);
}

describe.each([
  ['a file', '.json'],
  ['a folder', ''],
  ['a file of SQLite', '.db'],
])('%s on the disk', (_, ending) => {
  const aPath = (): string => join(folder, `${randomUUID()}${ending}`);

  const cases = conformance({
    create: () => open(aPath()),
    reopen: (store) => open(paths.get(store) ?? ''),
    limits: { patienceMs: 60_000, manyRecords: 120 },
  });
  test.each(cases)('$name', ({ run }) => run());

  test('four processes that write one record at once: each version is stored by one of them', async () => {
    const path = aPath();
    const repository = open(path);
    await repository.save(aRecord(1), { expectedVersion: null });
    const told = await Promise.all(Array.from({ length: 4 }, () => versionsOf(writer(path, 25))));
    const versions = told.flat().sort((one, other) => one - other);
    expect(versions).toEqual(Array.from({ length: 100 }, (__, index) => index + 2));
    expect((await repository.get(idOf(1)))?.head.seq).toBe(101);
    await repository.close();
  }, 120_000);

  test('processes that are killed in the middle leave all they said was stored, and nobody waits for them', async () => {
    const path = aPath();
    const repository = open(path);
    for (const number of [1, 2]) await repository.save(aRecord(number), { expectedVersion: null });
    for (let round = 0; round < 5; round++) {
      const process = writer(path, 1_000_000);
      const versions = versionsOf(process);
      if (process.stdout !== null) await once(process.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 40));
      process.kill('SIGKILL');
      const last = (await versions).at(-1) ?? 0;
      const begun = performance.now();
      const record = await repository.get(idOf(1));
      // What was stored and not told any more may be there, too.
      expect([last, last + 1]).toContain(record?.head.seq);
      expect(await repository.getByRef('ref-1')).toEqual(record);
      if (record === null) throw new Error('It is gone');
      const next = { ...record, head: { ...record.head, seq: record.head.seq + 1 } };
      await repository.save(next, { expectedVersion: record.head.seq });
      expect(performance.now() - begun).toBeLessThan(5_000);
    }
    expect(await collect(repository.list())).toHaveLength(2);
    const left = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    expect(left.filter((name) => name.endsWith('.tmp'))).toEqual([]);
    await repository.close();
  }, 120_000);
});
