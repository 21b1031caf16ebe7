import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useBuiltEntry } from '../use-built-cli.ts';
import { copyKilled, fill, hashesOf, recordsIn } from './copying.ts';

const KILLS = 50;
const RECORDS = 420;
/** So many records are copied at most before the process is killed: what is left is enough for all kills. */
const MOST = 8;

const entry = useBuiltEntry();
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loopforge-killed-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test(`copying killed at ${KILLS} random moments, and in the end the hashes are equal`, async () => {
  const [from, to] = ['source', 'copy'].map((name) => `sqlite:${join(folder, name)}.db`);
  if (from === undefined || to === undefined) throw new Error('There are two.');
  const copying = { entry: entry(), from, to };
  const source = await fill(from, RECORDS);
  let killed = 0;
  for (let n = 0; n < KILLS; n++) {
    const { code } = await copyKilled(copying, 1 + Math.floor(Math.random() * MOST));
    if (code === null) killed++;
    if (n % 10 !== 9) continue;
    // What is there is whole, and is the record that was copied.
    const there = await recordsIn(to);
    expect(there.size).toBeLessThanOrEqual(RECORDS);
    for (const [id, record] of there) expect(record).toEqual(source.get(id));
  }
  expect(killed).toBeGreaterThan(KILLS * 0.8);
  expect((await copyKilled(copying, null)).code).toBe(0);
  expect(hashesOf(await recordsIn(to))).toEqual(hashesOf(source));
  expect((await copyKilled(copying, null)).copied).toBe(0);
}, 400_000);
