import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SqliteRepository } from '../../../src/adapters/store/sqlite/repository.ts';
import { LoopService } from '../../../src/compose/library/loop-service.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { QUICK } from '../../adapters/store/stored-records.ts';
import { useBuiltEntry } from '../use-built-cli.ts';

/** So many take some seconds, in a folder. */
const RECORDS = 1_500;
const PROGRESS = /(\d+) records, \d+ a second/;

const entry = useBuiltEntry();
let folder = '';
const source: LoopRecord[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(QUICK, 'loopforge-stopped-'));
  const repository = new SqliteRepository({ path: join(folder, 'source.db') });
  const service = new LoopService({ repository });
  for (let n = 0; n < RECORDS; n++) await service.create({ ref: `TICKET-${n}` });
  for await (const record of repository.list()) source.push(record);
  await repository.close();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function argsTo(path: string): readonly string[] {
  return [entry(), 'copy', '--from', `sqlite:${join(folder, 'source.db')}`, '--to', path];
}

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Waits for the end of it, and stops it when it first says how far it has come. */
async function watch(child: ChildProcess, stop: () => void): Promise<Ended> {
  const said = { stdout: '', stderr: '' };
  let isStopped = false;
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text;
      if (isStopped || !PROGRESS.test(said[stream])) return;
      isStopped = true;
      stop();
    });
  }
  await once(child, 'close');
  return { code: child.exitCode, ...said };
}

function recordsIn(path: string): ReadonlyMap<string, LoopRecord> {
  const names = readdirSync(path).filter((name) => name.endsWith('.json'));
  const records = names.map((name): LoopRecord => JSON.parse(readFileSync(join(path, name), 'utf8')));
  return new Map(records.map((record) => [record.record_id, record]));
}

/** What was said is what is there, and each of it is whole. */
function expectStoppedAt(path: string, { code, stdout, stderr }: Ended): number {
  expect(code).toBe(130);
  const there = recordsIn(path);
  expect(stdout).toContain(`source.db → ${path}: ${there.size} copied`);
  expect(stderr).toContain(`Stopped after ${there.size} records, each of which is whole.`);
  expect(stderr).toContain('Run the same command again to go on.');
  for (const record of source) if (there.has(record.record_id)) expect(there.get(record.record_id)).toEqual(record);
  expect(there.size).toBeLessThan(RECORDS);
  return there.size;
}

describe('Ctrl-C', () => {
  test('ends a copy of a job between two records, and the same command goes on', async () => {
    const path = join(folder, 'job/');
    const child = spawn(process.execPath, argsTo(path), { stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = await watch(child, () => child.kill('SIGINT'));
    expect(ended.stderr).toMatch(/^\d+ records, \d+ a second\nStopping; press Ctrl-C again to end at once\.\n/);
    const count = expectStoppedAt(path, ended);
    const next = spawn(process.execPath, argsTo(path), { stdio: ['ignore', 'pipe', 'pipe'] });
    const { code, stdout, stderr } = await watch(next, () => {});
    expect(code).toBe(0);
    expect(stdout).toContain(`: ${RECORDS - count} copied, ${count} already there\n`);
    expect(stderr).toMatch(PROGRESS);
    expect([...recordsIn(path).values()].map(({ head }) => head.hash).sort()).toEqual(
      source.map(({ head }) => head.hash).sort(),
    );
  }, 180_000);

  test('pressed twice ends it at once, and what is there is whole', async () => {
    const path = join(folder, 'twice/');
    const child = spawn(process.execPath, argsTo(path), { stdio: ['ignore', 'pipe', 'pipe'] });
    const { code } = await watch(child, () => {
      child.kill('SIGINT');
      child.stderr.on('data', () => child.kill('SIGINT'));
    });
    expect([null, 130]).toContain(code);
    for (const [id, record] of recordsIn(path)) expect(record).toEqual(source.find((one) => one.record_id === id));
  });
});

const SCRIPT = spawnSync('script', ['--version']).status === 0;
if (!SCRIPT) console.warn('Skipped: a copy on a terminal. There is no "script" here (part of bsdutils).');

describe.skipIf(!SCRIPT)('on a terminal', () => {
  test('a copy says on one line how far it has come, and Ctrl-C ends it', async () => {
    const path = join(folder, 'terminal/');
    const command = [process.execPath, ...argsTo(path)].map((part) => `'${part}'`).join(' ');
    const child = spawn('script', ['-qefc', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'pipe'] });
    const { code, stdout } = await watch(child, () => child.stdin.write('\u0003'));
    const shown = stdout.replaceAll('\r\n', '\n').replaceAll('\r\u001b[2K', '<anew>');
    expect(shown).toMatch(/<anew>\d+ records, \d+ a second/);
    // The line is gone when anything else is said.
    expect(shown).toContain('<anew>Stopping; press Ctrl-C again to end at once.\n');
    expectStoppedAt(path, { code, stdout: shown, stderr: shown });
  });
});
