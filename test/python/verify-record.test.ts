import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { mutantsOf } from './mutants.ts';
import { FOLDER, type Outcome, outcomeOf, python, pythonOutcomes, readIndex } from './vectors.ts';

const vectors = readIndex();
const expected = vectors.map(({ file, verdict, codes }) => ({ file, verdict, codes }));

const MUTATED = ['every-entry', 'redacted-kept', 'redacted', 'hostile', 'transferred', 'cycles', 'provisional'].map(
  (name) => `good/${name}.md`,
);

describe('the verifier in Python', () => {
  test('holds to the vectors of RFC 8785', () => {
    expect(python([], 'test/python/rfc8785.py')).toEqual({ status: 0, stdout: '27\n' });
  });

  test('comes to what the vectors must come to', () => {
    const outcomes = pythonOutcomes(`${FOLDER}/index.json`);
    const seen = vectors.map(({ file }) => ({
      file,
      verdict: outcomes.get(file)?.verdict,
      codes: outcomes.get(file)?.codes,
    }));
    expect(seen).toEqual(expected);
  });

  test('uses the standard library only', () => {
    const source = readFileSync('test/python/verify_record.py', 'utf8');
    const imported = [...source.matchAll(/^(?:import|from) (\w+)/gm)].map(([, name]) => name);
    expect(imported).toEqual(['argparse', 'base64', 'calendar', 'hashlib', 'json', 'math', 'os', 're', 'sys', 'time']);
  });

  test.each([
    ['docs/record-format/comment.md', 0, 'PASS\n'],
    [`${FOLDER}/bad/actor-edited.md`, 1, 'FAIL chain_broken\n'],
    [`${FOLDER}/bad/lifecycle-foreign.md`, 2, 'INCONCLUSIVE unknown_lifecycle\n'],
  ])('ends for %s with exit code %i', (file, status, first) => {
    const ended = python([file]);
    expect(ended.status).toBe(status);
    expect(ended.stdout.startsWith(first)).toBe(true);
    expect(ended.stdout).toContain('not checked, since it needs GitHub: author');
  });

  test('takes segments and the issue that the record must be about', () => {
    const sealed = ['sealed.md', 'sealed.segment-3.md', 'sealed.segment-1.md', 'sealed.segment-2.md'];
    const files = sealed.map((name) => `${FOLDER}/good/${name}`);
    const here = ['--host', 'github.com', '--repo-id', 'R_kgDOExample', '--issue-id', 'I_kwDOExample42'];
    expect(python([...here, ...files]).status).toBe(0);
    expect(python([...here.slice(0, -1), 'I_kwDOAnother', ...files]).stdout).toMatch(/^FAIL wrong_binding\n/);
  });

  test('agrees with ours on records in which one thing was changed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mutants-'));
    try {
      const mutants = mutantsOf(MUTATED, 400);
      for (const { file, text } of mutants) writeFileSync(join(folder, file), text);
      const listed = mutants.map(({ file }) => ({ file, binding: null, segments: [] }));
      writeFileSync(join(folder, 'index.json'), JSON.stringify({ vectors: listed }));
      const theirs = pythonOutcomes(join(folder, 'index.json'));
      const seen = mutants.map(({ file }) => plain(theirs.get(file) ?? { verdict: '', codes: [] }));
      const disagreed = mutants.filter(({ text }, index) => !isDeepStrictEqual(seen[index], plain(outcomeOf(text))));
      expect(disagreed.map(({ text }) => ({ text, ours: outcomeOf(text) }))).toEqual([]);
      expect(new Set(seen.flatMap(({ codes }) => codes)).size).toBeGreaterThan(6);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** In another spelling two readers may see two records: what they find beside that is their own. */
function plain({ verdict, codes }: Outcome): Outcome {
  return { verdict, codes: codes.includes('not_canonical') ? ['not_canonical'] : codes };
}
