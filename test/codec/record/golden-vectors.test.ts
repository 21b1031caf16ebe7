import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { vectorFiles } from '../../../scripts/generate-vectors.ts';
import { VERIFY_CODES } from '../../../src/core/values/words.ts';
import { FOLDER, ourOutcome, readIndex } from '../../python/vectors.ts';

const vectors = readIndex();
const expected = vectors.map(({ file, verdict, codes }) => ({ file, verdict, codes }));
/** Codes that only GitHub's own evidence can give. */
const ONLINE = [
  'foreign_author',
  'foreign_editor',
  'history_rewritten',
  'revision_deleted',
  'comment_deleted',
  'several_records',
  'not_corroborated',
  'missing_transition',
  'partial_read',
];

describe('the golden vectors', () => {
  test('are what the script makes', () => {
    const files = readdirSync(FOLDER, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const made = vectorFiles();
    expect(files).toHaveLength(made.size);
    for (const [path, text] of made) {
      expect(readFileSync(`${FOLDER}/${path}`).equals(Buffer.from(text)), path).toBe(true);
    }
  });

  test('have one for every code that a file can show', () => {
    const shown = new Set(vectors.flatMap(({ codes }) => codes));
    expect([...shown].sort()).toEqual(VERIFY_CODES.filter((code) => !ONLINE.includes(code)).toSorted());
  });

  test('say of each forgery that a file cannot show what finds it', () => {
    const unnoticed = vectors.filter(({ online }) => online !== null);
    expect(unnoticed.length).toBeGreaterThan(5);
    for (const { file, verdict, online } of unnoticed) {
      expect([file, verdict]).toEqual([file, 'PASS']);
      expect(VERIFY_CODES).toContain(online);
    }
  });

  test('come to what they must by our own verifier', () => {
    expect(vectors.map((vector) => ({ file: vector.file, ...ourOutcome(vector) }))).toEqual(expected);
  });
});
