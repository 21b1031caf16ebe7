import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { entriesOf } from '../../src/core/record/chain/chain.ts';
import { isRejection } from '../../src/core/record/kind.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { cli } from '../cli/run-cli-here.ts';
import { exportOf, linesOf, madeUpRecords, storyRecords } from '../codec/export/records.ts';
import { BLOCKS } from '../docs/blocks.ts';
import { hostileRecords } from '../support/export/hostile-record.ts';
import { describeWithTool, type Tool } from './support/tool.ts';

/*
 * The configuration that docs/export.md shows, as it stands there but for its folders, is run by syslog-ng itself: it takes
 * each line of an export once and as it is, and tells each refusal.
 */

const SYSLOG_NG: Tool = { command: 'syslog-ng', bringer: 'syslog-ng-core' };
const SHOWN = BLOCKS.filter(({ page, language }) => page === 'docs/export.md' && language === 'conf');

describeWithTool(SYSLOG_NG, 'an export read by syslog-ng', () => {
  let folder = '';
  let collector: ChildProcess | null = null;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'loopforge-syslog-'));
    await mkdir(join(folder, 'in'));
    await mkdir(join(folder, 'out'));
    const [block, ...more] = SHOWN;
    if (block === undefined || more.length > 0) throw new Error('docs/export.md shows no configuration, or several');
    const config = block.text
      .replaceAll('/var/log/loopforge', join(folder, 'in'))
      .replaceAll('/var/log/siem', join(folder, 'out'));
    expect(config).not.toContain('/var/');
    await writeFile(join(folder, 'syslog-ng.conf'), config);
    collector = await start(folder);
  });

  afterEach(async () => {
    await stop(collector);
    await rm(folder, { recursive: true, force: true });
  });

  /** As an export appears: written beside its place, and there in one step. */
  async function appear(name: string, text: string): Promise<void> {
    const path = join(folder, 'in', name);
    await writeFile(`${path}.partial`, text);
    await rename(`${path}.partial`, path);
  }

  async function taken(name: string, count: number): Promise<readonly string[]> {
    const path = join(folder, 'out', name);
    const read = async () => (existsSync(path) ? await readFile(path, 'utf8') : '');
    const deadline = Date.now() + 30_000;
    while ((await read()).split('\n').length - 1 < count && Date.now() < deadline) await pause(100);
    // Whatever came beyond that would be here by now, too.
    await pause(1_500);
    return linesOf(await read());
  }

  function refusalsIn(records: readonly LoopRecord[]) {
    return records.flatMap((record) =>
      entriesOf(record)
        .filter(isRejection)
        .map(({ hash }) => ({ item: record.record_id, hash })),
    );
  }

  /** The code as the event has it, which may be cut; a value ends at U+0000 to syslog-ng. */
  function codesIn(lines: readonly string[]): ReadonlyMap<string, string | undefined> {
    const events = lines.map((line) => JSON.parse(line)).filter(({ status }) => status === 'Failure');
    return new Map(events.map(({ metadata, status_code }) => [metadata.uid, status_code.split('\0')[0]]));
  }

  /** What it is to make of the lines of an export. */
  async function expectTaken(lines: readonly string[], records: readonly LoopRecord[]): Promise<void> {
    expect((await taken('loopforge.ndjson', lines.length)).toSorted()).toEqual(lines.toSorted());
    const codes = codesIn(lines);
    const refusals = refusalsIn(records).map((refusal) => ({ ...refusal, code: codes.get(refusal.hash) }));
    const alerts = (await taken('alerts.ndjson', refusals.length)).map((line) => JSON.parse(line));
    expect(alerts.map(({ item, code, hash }) => ({ item, code, hash }))).toEqual(refusals);
    expect(refusals.length).toBeGreaterThan(20);
  }

  test.each([
    ['ordinary', storyRecords],
    ['made-up', () => madeUpRecords(200)],
  ])('each line of %s records arrives once and as it is, and each refusal alerts', async (_, make) => {
    const records = make();
    const text = await exportOf('ocsf', records);
    await appear('trail-2026-11-22.ocsf.ndjson', text);
    await expectTaken(linesOf(text), records);
  });

  test('so do those of records full of hostile text, as the command line writes them into the folder', async () => {
    const records = hostileRecords();
    const [from, to] = [join(folder, 'records.jsonl'), join(folder, 'in', 'trail-2026-11-22.ocsf.ndjson')];
    await writeFile(from, await exportOf('json', records));
    const { exitCode } = await cli(['export', '--file', from, '--format', 'ocsf', '--output-file', to]);
    expect(exitCode).toBe(0);
    await expectTaken(linesOf(await readFile(to, 'utf8')), records);
  });

  test('the next export is read beside the first, and what is not whole yet is not', async () => {
    const [first = '', second = ''] = await Promise.all(
      [storyRecords().slice(0, 3), storyRecords().slice(3, 6)].map((records) => exportOf('ocsf', records)),
    );
    await appear('trail-1.ocsf.ndjson', first);
    await writeFile(join(folder, 'in', 'trail-2.ocsf.ndjson.partial'), second.slice(0, 100));
    await writeFile(join(folder, 'in', 'trail-2.ocsf.ndjson.partial.journal'), '{}\n');
    expect((await taken('loopforge.ndjson', linesOf(first).length)).join('\n')).toBe(linesOf(first).join('\n'));
    await appear('trail-2.ocsf.ndjson', second);
    expect(await taken('loopforge.ndjson', linesOf(first + second).length)).toEqual(linesOf(first + second));
  });
});

async function start(folder: string): Promise<ChildProcess> {
  const own = ['-f', 'syslog-ng.conf', '-R', 'persist', '-p', 'pid', '-c', 'control'];
  const collector = spawn(SYSLOG_NG.command, ['--foreground', '--no-caps', ...own], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await once(collector, 'spawn');
  return collector;
}

async function stop(collector: ChildProcess | null): Promise<void> {
  if (collector === null || collector.exitCode !== null) return;
  const gone = once(collector, 'exit');
  collector.kill('SIGTERM');
  await gone;
}
