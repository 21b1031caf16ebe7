import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auditLog } from '../../../src/adapters/hook/audit-log.ts';
import { entryLine } from '../../../src/codec/hook/entry-line.ts';
import { aNote, aRejection, aStep } from '../../core/sample-drafts.ts';
import { newsOf, newsOfBirth } from './news.ts';

const STEP = aStep({ from: 'issue_created', to: 'task_queued', metadata: { by: 'octocat', text: 'a\nb ##[error]c' } });

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loopforge-audit-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function linesOf(path: string): readonly unknown[] {
  const text = readFileSync(path, 'utf8');
  expect(text.endsWith('\n')).toBe(true);
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('into a file', () => {
  test('goes one line for every entry of every kind, with all that it holds', async () => {
    const path = join(folder, 'audit.ndjson');
    const news = newsOf(STEP, aRejection(), aNote({ note: 'migration' }));
    expect(await auditLog({ path }).tell(news, false)).toEqual({ upTo: 4, ok: true, message: '3 lines were written.' });
    const lines = linesOf(path);
    expect(lines).toEqual(news.entries.map((entry) => entryLine(news.record, entry, 'clear')));
    expect(lines).toMatchObject([
      { entry: 'transition', record_id: 'acme/widgets#42', repo: 'acme/widgets', host: 'github.com', seq: 2 },
      { entry: 'rejection', code: 'gate_not_met', seq: 3 },
      { entry: 'note', kind: 'migration', seq: 4 },
    ]);
    expect(lines[0]).toMatchObject({ metadata: { by: 'octocat' }, actor: { id: '583231' } });
  });

  test('lines are added to those that are there; folders are made', async () => {
    const path = join(folder, 'a', 'b', 'audit.ndjson');
    const hook = auditLog({ path });
    await hook.tell(newsOfBirth(), false);
    await hook.tell(newsOf(STEP), false);
    expect(linesOf(path)).toMatchObject([{ seq: 1 }, { seq: 2 }]);
  });

  test.each(['{"entry":"trans', '{"cut": "off"}'])('a line that was cut off, %s, stays alone', async (left) => {
    const path = join(folder, 'audit.ndjson');
    writeFileSync(path, `{"whole":1}\n${left}`);
    expect(await auditLog({ path }).tell(newsOf(STEP), false)).toMatchObject({ ok: true });
    const [whole, cut, line, ...rest] = readFileSync(path, 'utf8').split('\n');
    expect([whole, cut, rest]).toEqual(['{"whole":1}', left, ['']]);
    expect(JSON.parse(line ?? '')).toMatchObject({ seq: 2 });
  });

  test('a file that is there and empty gets no empty line', async () => {
    const path = join(folder, 'audit.ndjson');
    writeFileSync(path, '');
    await auditLog({ path }).tell(newsOf(STEP), false);
    expect(linesOf(path)).toHaveLength(1);
  });

  test('calls side by side mix no lines', async () => {
    const path = join(folder, 'audit.ndjson');
    const hook = auditLog({ path });
    const big = aStep({ from: 'issue_created', to: 'task_queued', metadata: { text: 'x'.repeat(20_000) } });
    await Promise.all(Array.from({ length: 30 }, () => hook.tell(newsOf(big, aRejection()), false)));
    expect(linesOf(path)).toHaveLength(60);
  });
});

describe('what cannot be written is a verdict', () => {
  const refused = {
    upTo: null,
    ok: false,
    message: expect.stringMatching(/^The audit log could not be written: .+\.$/),
  };

  test('a folder', async () => {
    expect(await auditLog({ path: folder }).tell(newsOf(STEP), false)).toEqual(refused);
  });

  test('below a file', async () => {
    writeFileSync(join(folder, 'file'), '');
    expect(await auditLog({ path: join(folder, 'file', 'audit') }).tell(newsOf(STEP), false)).toEqual(refused);
  });

  test('a name that is none', async () => {
    expect(await auditLog({ path: join(folder, 'a\0b') }).tell(newsOf(STEP), false)).toEqual(refused);
  });

  test.runIf(process.platform === 'linux')('a pipe that nobody reads, and it does not wait for one', async () => {
    const path = join(folder, 'pipe');
    expect(spawnSync('/usr/bin/mkfifo', [path]).status).toBe(0);
    expect(await auditLog({ path }).tell(newsOf(STEP), false)).toEqual(refused);
  });

  test.runIf(process.platform === 'linux')('a device that is full', async () => {
    expect(await auditLog({ path: '/dev/full' }).tell(newsOf(STEP), false)).toEqual(refused);
  });

  test('a file of others', async (context) => {
    if (process.getuid?.() === 0) context.skip('root may write everywhere');
    mkdirSync(join(folder, 'closed'));
    chmodSync(join(folder, 'closed'), 0o500);
    expect(await auditLog({ path: join(folder, 'closed', 'audit') }).tell(newsOf(STEP), false)).toEqual(refused);
  });

  test('a log that throws', async () => {
    const log = (): void => {
      throw new Error('closed');
    };
    expect(await auditLog({ log }).tell(newsOf(STEP), false)).toEqual(refused);
  });

  test('a log that is written in a promise, which fails', async () => {
    const log = () => Promise.reject(new Error('closed'));
    expect(await auditLog({ log }).tell(newsOf(STEP), false)).toEqual(refused);
  });
});

test('into a log goes the same line, in which the runner finds no command', async () => {
  const lines: string[] = [];
  const news = newsOf(STEP);
  expect(await auditLog({ log: (line) => lines.push(line) }).tell(news, false)).toMatchObject({ ok: true, upTo: 2 });
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toMatch(/##\[|\n/);
  expect(lines.map((line) => JSON.parse(line))).toEqual(
    news.entries.map((entry) => entryLine(news.record, entry, 'clear')),
  );
});
