import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { FileRepository } from '../../../src/adapters/store/file/repository.ts';
import { LoopService } from '../../../src/compose/library/loop-service.ts';
import type { Instant } from '../../../src/core/values/instant.ts';
import { openStore } from '../../compose/github-store/stage.ts';
import type { CliOptions, CliResult } from '../cli.ts';
import { cli } from '../run-cli-here.ts';
import { openItem } from '../stage.ts';

interface Place {
  readonly folder: string;
  run(line: string, options?: CliOptions): Promise<CliResult>;
  text(name: string): string;
}

/** A folder with a store of three records: of one, two and three entries. */
async function place(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'loopforge-export-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const repository = new FileRepository({ path: join(folder, 'records.json') });
  let minute = 0;
  const clock = (): Instant => `2026-11-23T08:${String(10 + minute++)}:00Z` as Instant;
  const service = new LoopService({ repository, clock });
  for (let n = 0; n < 3; n++) {
    const { record_id } = await service.create({ ref: `TICKET-${n}` });
    if (n > 0) await service.transition(record_id, 'task_queued');
    if (n > 1) await service.transition(record_id, 'pr_created');
  }
  await repository.close();
  const run: Place['run'] = (line, options) => cli(line.split(' '), { folder, ...options });
  return { folder, run, text: (name) => readFileSync(join(folder, name), 'utf8') };
}

/** A store is named by its path; everything else is in the folder that the command is started in. */
function from(folder: string): string {
  return `--from ${join(folder, 'records.json')}`;
}

const MADE = /^(?:\d+ records(?:, \d+ a second)?\n)*/;

function said({ stderr }: CliResult): string {
  return stderr.replace(MADE, '');
}

describe('loopforge export', () => {
  test.each([
    ['ndjson', /^(?:\{"actor".*"entry":"transition".*\}\n){6}$/],
    ['json', /^(?:\{.*"schema_version":1.*\}\n){3}$/],
    ['csv', /^"record_id".*\r?\n(?:"loop-.*\r?\n){6}$/],
    ['cloudevents', /^(?:\{.*"specversion":"1.0".*\}\n){6}$/],
    ['ocsf', /^(?:\{.*"class_uid":3004.*\}\n){6}$/],
  ])('%s: the same bytes in a file and printed, twice', async (format, expected) => {
    const { folder, run, text } = await place();
    const printed = await run(`export ${from(folder)} --format ${format}`);
    expect(printed).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(expected) });
    expect(said(printed)).toMatch(/^3 records, 6 entries\.\nGo on from here with --since 20[-\dT:Z]+\n$/);
    for (const name of ['one.txt', 'two.txt']) {
      const written = await run(`export ${from(folder)} --format ${format} --output-file ${name}`);
      expect(written).toMatchObject({ exitCode: 0, stdout: '' });
      expect(said(written)).toMatch(new RegExp(`^3 records, 6 entries in ${name}\\.\n`));
      expect(text(name)).toBe(printed.stdout);
    }
    const names = readdirSync(folder).filter((name) => !name.startsWith('.'));
    expect(names.sort()).toEqual(['one.txt', 'records.json', 'two.txt']);
  });

  test('the format is told by the name of the file', async () => {
    const { folder, run, text } = await place();
    for (const [name, start] of [
      ['t.ndjson', '{"actor"'],
      ['t.jsonl', '{"auto_merge"'],
      ['t.JSON', '{"auto_merge"'],
      ['t.csv', '"record_id"'],
      ['t.xlsx', 'PK'],
    ] as const) {
      const { exitCode } = await run(`export ${from(folder)} --output-file ${name}`);
      expect([name, exitCode]).toEqual([name, 0]);
      expect(text(name).startsWith(start)).toBe(true);
    }
  });

  test('chooses entries by when they were recorded, and records by how they stand', async () => {
    const { folder, run } = await place();
    const entries = async (options: string): Promise<number> => {
      const { stdout } = await run(`export ${from(folder)} ${options} --dry-run --json`);
      return JSON.parse(stdout).entries;
    };
    expect(await entries('--since 2026-11-23T08:11:00Z')).toBe(5);
    expect(await entries('--until 2026-11-23T08:11:00Z')).toBe(1);
    expect(await entries('--since 2026-11-23 --until 2026-11-24')).toBe(6);
    expect(await entries('--state task_queued')).toBe(2);
    expect(await entries('--state task_queued --state pr_created')).toBe(5);
    expect(await entries('--older-than 1m')).toBe(6);
    expect(await entries('--violations')).toBe(0);
  });

  test('tells in JSON what it came to, beside what it prints', async () => {
    const { folder, run } = await place();
    const told = { format: 'ndjson', dry_run: false, records: 3, entries: 6, since: null, ended: null, unreadable: [] };
    const toFile = await run(`export ${from(folder)} --output-file t.ndjson --json`);
    expect(JSON.parse(toFile.stdout)).toEqual({ ...told, file: 't.ndjson', watermark: expect.any(String) });
    const printed = await run(`export ${from(folder)} --json`);
    expect(JSON.parse(printed.stderr.trimEnd().split('\n').at(-1) ?? '')).toEqual({
      ...told,
      file: null,
      watermark: expect.any(String),
    });
    expect(printed.stdout.split('\n')).toHaveLength(7);
    const dry = await run(`export ${from(folder)} --output-file other.ndjson --dry-run`);
    expect(said(dry)).toBe('3 records, 6 entries would be exported; nothing was written.\n');
    expect(existsSync(join(folder, 'other.ndjson'))).toBe(false);
    const counted = await run(`export ${from(folder)} --dry-run --json`);
    expect(JSON.parse(counted.stdout)).toEqual({ ...told, file: null, dry_run: true, watermark: null });
  });

  test('goes on by a watermark in a file, with each entry once', async () => {
    const { folder, run, text } = await place();
    const next = () => run(`export ${from(folder)} --output-file t.ndjson --watermark mark`);
    expect(said(await next())).toBe('3 records, 6 entries in t.ndjson.\nmark says where to go on from.\n');
    expect(text('mark')).toMatch(/^20[-\dT:]+Z\nndjson of \S+records\.json\n$/);
    const repository = new FileRepository({ path: join(folder, 'records.json') });
    // By the machine's clock: within the margin, so that the next one names it.
    const { record_id } = await new LoopService({ repository }).create({ ref: 'TICKET-9' });
    await repository.close();
    expect(said(await next())).toContain('1 record, 1 entry in t.ndjson.');
    expect(text('t.ndjson')).toContain(record_id);
    expect(text('mark')).toMatch(/^20[-\dT:]+Z\+[\w-]{8}\nndjson of \S+\n$/);
    expect(said(await next())).toContain('0 records, 0 entries in t.ndjson.');
    const since = text('mark').trim();
    const args = ['export', '--from', join(folder, 'records.json')];
    // As it stands in the file, and as it was told.
    for (const one of [since, since.split('\n')[0] ?? ''])
      expect((await cli([...args, '--since', one])).stdout).toBe('');
  });

  test('a watermark of another source or format is refused: it would leave entries out', async () => {
    const { folder, run, text } = await place();
    await run(`export ${from(folder)} --output-file t.ndjson --watermark mark`);
    const mark = text('mark');
    const other = join(folder, 'other.json');
    copyFileSync(join(folder, 'records.json'), other);
    for (const line of [`--from ${other} --output-file o.ndjson`, `${from(folder)} --format csv`]) {
      const refused = await run(`export ${line} --watermark mark`);
      expect(refused).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('of another export') });
    }
    expect(text('mark')).toBe(mark);
    // One that somebody wrote says of none.
    writeFileSync(join(folder, 'mark'), '2026-11-23\n');
    expect((await run(`export ${from(folder)} --format csv --watermark mark`)).exitCode).toBe(0);
    expect(text('mark')).toMatch(/\ncsv of /);
  });

  test('says before it prints anything that the watermark has no place', async () => {
    const { folder, run } = await place();
    const refused = await run(`export ${from(folder)} --watermark nowhere/mark`);
    expect(refused).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('no such folder') });
  });

  test('never takes the place of what it reads', async () => {
    const { folder, run, text } = await place();
    await run(`export ${from(folder)} --output-file t.jsonl`);
    mkdirSync(join(folder, 'store'));
    symlinkSync('records.json', join(folder, 'link.json'));
    const before = [text('records.json'), text('t.jsonl')];
    const store = join(folder, 'records.json');
    for (const line of [
      `${from(folder)} --output-file records.json`,
      `${from(folder)} --output-file link.json`,
      `--from file:${store} --output-file ./records.json --restart`,
      `--from sqlite:${join(folder, 'archive.db')} --output-file archive.db --format csv`,
      `--from ${folder}/store/ --output-file store/trail.csv`,
      `--file ${join(folder, 't.jsonl')} --output-file ${join(folder, 't.jsonl')} --since 2026-11-24`,
    ]) {
      const refused = await run(`export ${line}`);
      expect(refused, line).toMatchObject({
        exitCode: 2,
        stderr: expect.stringMatching(/input_invalid.*which is read/),
      });
    }
    expect([text('records.json'), text('t.jsonl')]).toEqual(before);
    expect((await run(`export --from ${folder}/store/ --output-file store.csv`)).exitCode).toBe(0);
    expect(readdirSync(join(folder, 'store'))).toEqual([]);
  });

  test('a link stays one: the file that it leads to is replaced', async () => {
    const { folder, run, text } = await place();
    mkdirSync(join(folder, 'other'));
    writeFileSync(join(folder, 'other', 'trail.csv'), 'old');
    writeFileSync(join(folder, 'other', 'mark'), '2026-11-23');
    symlinkSync('other/trail.csv', join(folder, 'trail.csv'));
    symlinkSync('other/mark', join(folder, 'mark'));
    expect((await run(`export ${from(folder)} --output-file trail.csv --watermark mark`)).exitCode).toBe(0);
    expect(lstatSync(join(folder, 'trail.csv')).isSymbolicLink()).toBe(true);
    expect(lstatSync(join(folder, 'mark')).isSymbolicLink()).toBe(true);
    expect(text('other/trail.csv')).toContain('"task_queued"');
    expect(text('other/mark')).toMatch(/^20[-\dT:]+Z\n/);
    expect(readdirSync(join(folder, 'other')).sort()).toEqual(['mark', 'trail.csv']);
  });

  test('reads what was exported, from a file and from standard input, and picks records by id', async () => {
    const { folder, run, text } = await place();
    await run(`export ${from(folder)} --output-file t.jsonl`);
    const { stdout: entries } = await run(`export ${from(folder)}`);
    expect((await run(`export --file ${join(folder, 't.jsonl')}`)).stdout).toBe(entries);
    expect((await run('export --file -', { input: text('t.jsonl') })).stdout).toBe(entries);
    const id = JSON.parse(text('t.jsonl').split('\n')[1] ?? '').record_id;
    expect((await run(`export ${from(folder)} ${id} --format json`)).stdout).toBe(
      `${text('t.jsonl').split('\n')[1]}\n`,
    );
    const missing = await run(`export ${from(folder)} ${id} loop-0`);
    expect(missing.exitCode).toBe(1);
    expect(said(missing)).toContain('loop-0 is not in the export: There is no record loop-0');
  });

  test('a record that cannot be read is told, and hides no other', async () => {
    const { folder, run, text } = await place();
    await run(`export ${from(folder)} --output-file t.jsonl`);
    const [first, second, third] = text('t.jsonl').trimEnd().split('\n');
    writeFileSync(join(folder, 'bad.jsonl'), `${first}\n${second?.slice(0, 99)}\n${third}\n`);
    const result = await run(`export --file ${join(folder, 'bad.jsonl')} --format json`);
    expect(result).toMatchObject({ exitCode: 1, stdout: `${first}\n${third}\n` });
    expect(said(result)).toMatch(
      /^line 2 of .*bad\.jsonl is not in the export: It is not JSON.*\n2 records, .*\n1 record could not be read\. Once it is mended, export it by name: /,
    );
    const json = await run(`export --file ${join(folder, 'bad.jsonl')} --dry-run --json`);
    expect(JSON.parse(json.stdout).unreadable).toMatchObject([{ id: expect.stringContaining('line 2') }]);
  });
});

describe('wrong use is one line that says what to do', () => {
  test.each<[string, RegExp]>([
    ['export', /Where are the records\? Name owner\/repo/],
    ['export acme/widgets other/widgets', /A repository is read whole, and alone/],
    ['export acme/widgets acme/widgets#1', /A repository is read whole, and alone/],
    ['export widgets', /"widgets" is no repository and no item/],
    ['export --from records.json --file x.jsonl', /"--from" and "--file" exclude each other/],
    ['export --from records', /no address of a store/],
    ['export --from nothing.json', /nothing\.json does not exist/],
    ['export --file nothing.jsonl', /nothing\.jsonl does not exist/],
    ['export --from RECORDS --format yaml', /"yaml" is not a value of "--format"/],
    ['export --from RECORDS --output-file t.txt', /Which format\? The name t\.txt does not tell/],
    ['export --from RECORDS --output-file t.csv --format ndjson', /contradict each other/],
    ['export --from RECORDS --output-file t.xlsx --format csv', /contradict each other/],
    ['export --from RECORDS --output-file -', /Without "--output-file" the export is printed/],
    ['export --from RECORDS --format xlsx', /nothing for a terminal/],
    ['export --from RECORDS --since yesterday', /"--since" must be a moment such as/],
    ['export --from RECORDS --until 2026-02-30', /"--until" must be a moment such as/],
    ['export --from RECORDS --since 2026-11-24 --until 2026-11-24', /"--until" must be later than/],
    ['export --from RECORDS --since 2026-11-24 --watermark mark', /"--since" and "--watermark" exclude each other/],
    ['export --from RECORDS --watermark mark --state merged', /"--watermark" goes with all records/],
    ['export --from RECORDS --watermark broken', /broken must be a moment such as .*; not "nonsense"/],
    ['export --from RECORDS --watermark same.csv --output-file same.csv', /are the same file/],
    ['export --from RECORDS --older-than 3', /"--older-than" must be a number of minutes/],
    ['export --from RECORDS --restart', /"--restart" needs "--output-file"/],
    ['export --from RECORDS --output-file FOLDER --format csv', /is a folder/],
    ['export --from RECORDS --output-file nowhere/t.csv', /there is no such folder/],
    ['export --from RECORDS --output-file /dev/null --format csv', /is no file/],
    ['import --to b.json', /Which file\?/],
    ['import t.jsonl', /"--to" is missing/],
    ['import nothing.jsonl --to b.json', /nothing\.jsonl does not exist/],
    ['import broken --to original:x.json', /"loopforge copy" brings records to/],
  ])('%s', async (line, expected) => {
    const { folder, run } = await place();
    writeFileSync(join(folder, 'broken'), 'nonsense\n');
    const before = readdirSync(folder);
    const words = line.replace('RECORDS', join(folder, 'records.json')).replace('FOLDER', folder);
    const { exitCode, stdout, stderr } = await run(words, { screen: true });
    expect(stderr.replace(MADE, '')).toMatch(expected);
    expect(stderr.replace(MADE, '').split('\n')[0]).toMatch(/^loopforge: (?:input_invalid|output_failed): /);
    expect({ exitCode, stdout, files: readdirSync(folder) }).toEqual({ exitCode: 2, stdout: '', files: before });
  });
});

describe('loopforge import', () => {
  test('gives the same records back, hash for hash, and repeated finds them there', async () => {
    const { folder, run, text } = await place();
    await run(`export ${from(folder)} --output-file t.jsonl`);
    const file = join(folder, 't.jsonl');
    const to = join(folder, 'other.json');
    const result = await run(`import ${file} --to ${to}`);
    expect(result).toMatchObject({ exitCode: 0, stdout: `${file} → ${to}: 3 copied\n` });
    expect((await run(`export --from ${to} --format json`)).stdout).toBe(text('t.jsonl'));
    expect((await run(`import - --to ${to}`, { input: text('t.jsonl') })).stdout).toBe(
      `standard input → ${to}: 3 already there\n`,
    );
    const dry = join(folder, 'dry.json');
    expect((await run(`import ${file} --to ${dry} --dry-run`)).stdout).toContain('3 to copy');
    expect(existsSync(dry)).toBe(false);
  });

  test('a bad line and a forged record are told, and the rest goes on', async () => {
    const { folder, run, text } = await place();
    await run(`export ${from(folder)} --output-file t.jsonl`);
    const [first = '', second = '', third = ''] = text('t.jsonl').trimEnd().split('\n');
    const forged = third.replace('TICKET', 'TACKET');
    const { stdout: entries } = await run(`export ${from(folder)}`);
    const input = [first, second.slice(0, -1), forged, entries.split('\n')[0]].join('\n');
    const { exitCode, stdout } = await run(`import - --to ${join(folder, 'other.json')} --json`, { input });
    const { results, counts } = JSON.parse(stdout);
    expect(exitCode).toBe(1);
    expect(counts).toMatchObject({ copied: 1, damaged: 3 });
    expect(results.map(({ id }: { readonly id: string }) => id)).toContain('line 2 of standard input');
    expect(stdout).toContain('--format json');
  });

  test.each(['--format json --redact-actors', '--format ndjson', '--format cloudevents', '--format ocsf'])(
    'an export by %s is no record, which is one clear error',
    async (options) => {
      const { folder, run } = await place();
      const { stdout: input } = await run(`export ${from(folder)} ${options}`);
      const { exitCode, stdout, stderr } = await run(`import - --to ${join(folder, 'other.json')}`, { input });
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
      expect(stderr.match(/standard input holds no record/g)).toHaveLength(1);
      expect(stderr).toContain(options.includes('redact') ? '--redact-actors' : '--format json');
      expect(existsSync(join(folder, 'other.json'))).toBe(false);
    },
  );

  test.each([
    ['compressed', (text: string) => gzipSync(text)],
    ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ])('a file that is %s is one clear error', async (what, pack) => {
    const { folder, run, text } = await place();
    await run(`export ${from(folder)} --output-file t.jsonl`);
    writeFileSync(join(folder, 'packed'), pack(text('t.jsonl')));
    const { exitCode, stdout, stderr } = await run(`import ${join(folder, 'packed')} --to ${join(folder, 'o.json')}`);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(new RegExp(`packed holds no record\\. It is ${what}`));
  });
});

test('a repository on GitHub, and an item of it', async () => {
  const { fake, service, url } = await openStore();
  const { record_id } = await service.create({ ref: url });
  const all = await cli(['export', 'acme/widgets'], { api: fake });
  expect(all).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(`"record_id":"${record_id}"`) });
  expect((await cli(['export', record_id], { api: fake })).stdout).toBe(all.stdout);
  expect((await cli(['export', '--from', 'github:acme/widgets'], { api: fake })).stdout).toBe(all.stdout);
  const none = await cli(['export', 'acme/widgets#99'], { api: fake });
  expect(none.exitCode).toBe(1);
  expect(none.stderr).toContain('acme/widgets#99 is not in the export');
  const denied = await cli(['export', 'acme/widgets'], { api: fake, as: '' });
  expect(denied).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('token_missing') });
});

test('with pseudonyms nobody is named, and a key keeps them the same', async () => {
  const { fake: api } = await openItem();
  const run = (format: string, env = {}) =>
    cli(['export', 'acme/widgets', '--redact-actors', '--format', format], { api, env });
  const env = { LOOPFORGE_PSEUDONYM_KEY: 'a key of sixteen bytes, or more' };
  for (const format of ['ndjson', 'json', 'csv', 'cloudevents', 'ocsf']) {
    const one = await run(format, env);
    expect(one.exitCode).toBe(0);
    expect(one.stdout).toMatch(/person-[0-9a-f]{10}/);
    expect(one.stdout).not.toMatch(/octocat|583231/);
    expect((await run(format, env)).stdout).toBe(one.stdout);
    expect((await run(format)).stdout).not.toBe(one.stdout);
  }
  // As a file gives it, or a secret that was pasted: the action takes no white space at its ends for part of it either.
  const pasted = await run('csv', { LOOPFORGE_PSEUDONYM_KEY: ` ${env.LOOPFORGE_PSEUDONYM_KEY}\r\n` });
  expect(pasted.stdout).toBe((await run('csv', env)).stdout);
  const padded = await run('csv', { LOOPFORGE_PSEUDONYM_KEY: `short${' '.repeat(20)}` });
  expect(padded).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('5 bytes') });
  const short = await run('csv', { LOOPFORGE_PSEUDONYM_KEY: 'short' });
  expect(short).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('16') });
});
