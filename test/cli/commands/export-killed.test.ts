import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { SqliteRepository } from '../../../src/adapters/store/sqlite/repository.ts';
import { longer, RecordMaker } from '../../../src/usecase/conformance/stage/records.ts';
import { envOf } from '../cli.ts';
import { useBuiltCli, useBuiltEntry } from '../use-built-cli.ts';

const entry = useBuiltEntry();
const cli = useBuiltCli();

const RECORDS = 400;
const ENTRIES = 40;
const KILLS = 50;

/** Numbers from 0 to 1, the same ones each time. */
function* chances(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** A folder with a database of some ten megabytes of entries, with letters of up to four bytes. */
async function filled(records = RECORDS): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'loopforge-killed-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const store = new SqliteRepository({ path: join(folder, 'records.db') });
  for (const record of new RecordMaker().many(records, () => ({ metadata: { text: 'é€😀'.repeat(20) } })))
    await store.save(longer(record, ENTRIES), { expectedVersion: null });
  await store.close();
  return folder;
}

/**
 * Starts an export, and kills it so long after it has begun to write, if it has not ended by itself.
 * @param isKept its journal is to know of records before
 */
async function killed(
  args: readonly string[],
  folder: string,
  { afterMs, isKept }: { readonly afterMs: number; readonly isKept: boolean },
): Promise<number | null> {
  const left = journalIn(folder);
  const child = spawn(process.execPath, [entry(), ...args], { cwd: folder, env: envOf({}), stdio: 'ignore' });
  const closed = once(child, 'close');
  const isOver = closed.then(() => true);
  for (;;) {
    const isEnded = await Promise.race([isOver, pause(2)]);
    const isWriting = journalIn(folder) !== left && (!isKept || journaled(folder) > 0);
    if (isEnded || isWriting) break;
  }
  await Promise.race([isOver, pause(afterMs)]);
  child.kill('SIGKILL');
  const [code] = await closed;
  return code;
}

/** Which file the journal is: a run that goes on puts another in its place before it writes. */
function journalIn(folder: string): number {
  return statSync(join(folder, 'trail.partial.journal'), { throwIfNoEntry: false })?.ino ?? 0;
}

function pause(ms: number): Promise<false> {
  return new Promise((resolve) => setTimeout(resolve, ms, false));
}

describe('loopforge export, killed at fifty moments', () => {
  test.each(['ndjson', 'json', 'csv', 'cloudevents', 'ocsf'])(
    '%s: has the bytes of one that never was',
    async (format) => {
      const folder = await filled();
      const args = ['export', '--from', 'sqlite:records.db', '--format', format, '--output-file'];
      expect(await cli([...args, 'whole'], { folder })).toMatchObject({ exitCode: 0 });
      const whole = readFileSync(join(folder, 'whole'));
      const chance = chances(format.length);
      let kills = 0;
      let wentOn = 0;
      while (kills < KILLS / 5) {
        const before = journaled(folder);
        // A busy machine may not come so far within that time.
        const moment = { afterMs: chance.next().value * 400, isKept: kills % 2 === 0 };
        const code = await killed([...args, 'trail'], folder, moment);
        if (code === null) {
          kills++;
          if (before > 0) wentOn++;
          continue;
        }
        expect(code).toBe(0);
        expect(readFileSync(join(folder, 'trail')).equals(whole)).toBe(true);
      }
      const { exitCode } = await cli([...args, 'trail'], { folder });
      expect(exitCode).toBe(0);
      expect(readFileSync(join(folder, 'trail')).equals(whole)).toBe(true);
      expect(readdirSync(folder).sort()).toEqual(['records.db', 'trail', 'whole']);
      // Else every run began anew, and nothing was tried.
      expect(wentOn).toBeGreaterThan(0);
    },
    600_000,
  );
});

function journaled(folder: string): number {
  const name = readdirSync(folder).find((one) => one.endsWith('.journal'));
  return name === undefined ? 0 : readFileSync(join(folder, name), 'utf8').split('\n').length - 2;
}

test('Ctrl-C ends it between two records, says how to go on, and the same command goes on', async () => {
  const folder = await filled();
  const args = ['export', '--from', 'sqlite:records.db', '--output-file', 'trail.ndjson'];
  const child = spawn(process.execPath, [entry(), ...args], {
    cwd: folder,
    env: envOf({}),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const closed = once(child, 'close');
  while (journaled(folder) < 1) await pause(2);
  child.kill('SIGINT');
  const [code] = await closed;
  expect(code).toBe(130);
  expect(stderr).toContain('What was written is kept in');
  const kept = journaled(folder);
  expect(kept).toBeGreaterThan(0);
  const { exitCode, stdout } = await cli([...args, '--json'], { folder });
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ records: RECORDS, entries: RECORDS * (ENTRIES + 1) });
});

describe('where the output ends', () => {
  /** What a shell's line comes to. */
  async function shell(line: string, folder: string) {
    const script = `set -o pipefail; ${line.replaceAll('loopforge', `"${process.execPath}" "${entry()}"`)}`;
    const child = spawn('bash', ['-c', script], { cwd: folder, env: envOf({}), stdio: ['ignore', 'pipe', 'pipe'] });
    const printed = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        printed[stream] += text;
      });
    }
    const [exitCode] = await once(child, 'close');
    return { ...printed, exitCode };
  }

  test('whoever reads has enough: it ends quietly, and no watermark is kept', async () => {
    const folder = await filled();
    const { exitCode, stdout, stderr } = await shell(
      'loopforge export --from sqlite:records.db --watermark mark | head -n 2',
      folder,
    );
    expect({ exitCode, lines: stdout.split('\n').length }).toEqual({ exitCode: 0, lines: 3 });
    expect(stderr).not.toMatch(/loopforge:|Error/);
    expect(readdirSync(folder)).not.toContain('mark');
  });

  test('a full disk is one clear error', async () => {
    const folder = await filled(20);
    const printed = await shell('loopforge export --from sqlite:records.db --watermark mark > /dev/full', folder);
    expect(printed.exitCode).toBe(2);
    expect(printed.stderr).toMatch(
      /^(?:\d+ records.*\n)*loopforge: output_failed: Standard output cannot be written: the disk is full \(ENOSPC\)\.\n/,
    );
    expect(printed.stderr).not.toContain('    at ');
    expect(readdirSync(folder)).not.toContain('mark');
  });
});
