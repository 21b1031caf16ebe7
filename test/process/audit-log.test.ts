import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const PROCESSES = 3;
const LINES = 40;

test('lines of several processes that write one audit log stand whole beside each other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'loopforge-audit-'));
  try {
    const path = join(folder, 'logs', 'audit.ndjson');
    const writer = join(import.meta.dirname, '../support/audit-log-writer.ts');
    const ends = Array.from({ length: PROCESSES }, async (_, n) => {
      const args = [writer, path, String(n), String(LINES)];
      return once(spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] }), 'exit');
    });
    expect(await Promise.all(ends)).toEqual(Array.from({ length: PROCESSES }, () => [0, null]));
    const texts = readFileSync(path, 'utf8')
      .split('\n')
      .filter((text) => text !== '');
    const written = texts.map((text) => JSON.parse(text).metadata.n);
    const all = Array.from({ length: PROCESSES * LINES }, (_, n) => `${Math.floor(n / LINES)}-${n % LINES}`);
    expect(written.toSorted()).toEqual(all.toSorted());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
