import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { python, pythonReports } from './run-python.ts';
import { FOLDER, readIndex } from './vectors.ts';

const RULES = 'test/python/record_format';

describe('the verifier in Python', () => {
  test('holds to the vectors of RFC 8785', () => {
    expect(python([], 'test/python/rfc8785.py')).toEqual({ status: 0, stdout: '27\n' });
  });

  test('comes to what the vectors must come to', async () => {
    const vectors = readIndex();
    const reports = await pythonReports(`${FOLDER}/index.json`);
    const expected = vectors.map(({ file, verdict, codes }) => [file, { verdict, codes: codes.toSorted() }]);
    expect(Object.fromEntries(reports)).toEqual(Object.fromEntries(expected));
  });

  test('uses the standard library only', () => {
    const files = ['test/python/verify_record.py', ...readdirSync(RULES).map((name) => `${RULES}/${name}`)];
    const sources = files.filter((name) => name.endsWith('.py')).map((name) => readFileSync(name, 'utf8'));
    const imported = sources.flatMap((source) =>
      [...source.matchAll(/^ *(?:import|from) ([\w.]+)/gm)].map(([, name]) => name),
    );
    const foreign = imported.filter((name) => !/^(?:\.\w+|record_format\.\w+)$/.test(name ?? ''));
    expect([...new Set(foreign)].sort()).toEqual(STANDARD);
  });

  test.each([
    ['docs/record-format/comment.md', 0, 'PASS\n'],
    [`${FOLDER}/bad/actor-edited.md`, 1, 'FAIL chain_broken\n'],
    [`${FOLDER}/bad/lifecycle-foreign.md`, 2, 'INCONCLUSIVE unknown_lifecycle\n'],
    [`${FOLDER}/bad/nowhere.md`, 2, 'INCONCLUSIVE partial_read\n'],
    [FOLDER, 2, 'INCONCLUSIVE partial_read\n'],
  ])('ends for %s with exit code %i', (file, status, first) => {
    const ended = python([file]);
    expect(ended.status).toBe(status);
    expect(ended.stdout.startsWith(first)).toBe(true);
    expect(ended.stdout).toContain('not checked, since it needs LoopForge or GitHub: rendering, author');
  });

  test('takes segments and the issue that the record must be about', () => {
    const sealed = ['sealed.md', 'sealed.segment-3.md', 'sealed.segment-1.md', 'sealed.segment-2.md'];
    const files = sealed.map((name) => `${FOLDER}/good/${name}`);
    const here = ['--host', 'github.com', '--repo-id', 'R_kgDOExample', '--issue-id', 'I_kwDOExample42'];
    expect(python([...here, ...files]).status).toBe(0);
    expect(python([...here.slice(0, -1), 'I_kwDOAnother', ...files]).stdout).toMatch(/^FAIL wrong_binding\n/);
  });

  test('one file that nobody can read hides no other', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'index-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, 'folder'));
    writeFileSync(join(folder, 'bytes'), Buffer.from([0xff, 0xfe, 0x00]));
    writeFileSync(join(folder, 'deep'), '{"a":'.repeat(100_000));
    writeFileSync(join(folder, 'digits'), `{"a":${'9'.repeat(100_000)}}`);
    writeFileSync(join(folder, 'quotes'), `{"${'\\"'.repeat(130_000)}`);
    writeFileSync(join(folder, 'good'), readFileSync('docs/record-format/comment.md'));
    const files = ['nowhere', 'folder', 'nul\0', 'bytes', 'deep', 'digits', 'quotes', 'good'];
    const vectors = files.map((file) => ({ file, segments: [], binding: null }));
    writeFileSync(join(folder, 'index.json'), JSON.stringify({ vectors }));
    const reports = await pythonReports(join(folder, 'index.json'));
    expect(files.map((file) => reports.get(file)?.codes.join())).toEqual([
      ...['partial_read', 'partial_read', 'partial_read', 'malformed', 'malformed', 'not_canonical', 'malformed', ''],
    ]);
  });
});

const STANDARD = ['argparse', 'base64', 'datetime', 'hashlib', 'json', 'math', 'os', 're', 'sys', 'typing'];
