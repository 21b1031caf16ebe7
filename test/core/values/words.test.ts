import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { recordSchema } from '../../../scripts/record-schema.ts';
import * as words from '../../../src/core/values/words.ts';

const VECTORS = 'test/vectors/records';
const doc = readFileSync('docs/record-format.md', 'utf8');

const LISTS: { readonly [name: string]: readonly string[] } = {
  sources: words.SOURCES,
  flags: words.FLAGS,
  'kinds of notes': words.NOTE_KINDS,
  'types of actors': words.ACTOR_TYPES,
  'keys of settings': words.SETTINGS_KEYS,
  'modes of ci': words.CI_MODES,
  'what becomes of an unmerged close': words.UNMERGED_CLOSES,
  'kinds of needs': words.NEED_KINDS,
  'codes of rejections': words.REJECTION_CODES,
  roles: words.ROLES,
  'codes of verify': words.VERIFY_CODES,
};

interface Json {
  readonly [key: string]: unknown;
}

/** The hidden lines of all records that hold, sealed parts too. */
function goodLines(): readonly Json[] {
  return readdirSync(`${VECTORS}/good`).flatMap((name) => {
    const text = readFileSync(`${VECTORS}/good/${name}`, 'utf8');
    const line = name.endsWith('.json') ? text : text.split('\n').find((one) => one.startsWith('{'));
    return line === undefined ? [] : [JSON.parse(line)];
  });
}

/** Every text and every key that stands somewhere under one of the keys. */
function under(value: unknown, keys: readonly string[], isInside = false): readonly string[] {
  if (typeof value === 'string') return isInside ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((one) => under(one, keys, isInside));
  return Object.entries(value).flatMap(([key, one]) => [
    ...(isInside ? [key] : []),
    ...under(one, keys, isInside || keys.includes(key)),
  ]);
}

const WHERE: { readonly [name: string]: readonly string[] } = {
  sources: ['source'],
  flags: ['flags'],
  'kinds of notes': ['kind'],
  'types of actors': ['actor'],
  'keys of settings': ['settings'],
  'modes of ci': ['settings'],
  'what becomes of an unmerged close': ['settings'],
  'kinds of needs': ['needs'],
  'codes of rejections': ['code'],
};

describe('the closed lists of words', () => {
  test.each(Object.entries(LISTS))('%s stand on the page', (_, list) => {
    expect(list.filter((word) => !new RegExp(`[\`{ ]${word}[\`,}]`).test(doc))).toEqual([]);
  });

  test.each(Object.entries(WHERE))('%s have each a record that holds', (name, keys) => {
    const seen = new Set(goodLines().flatMap((line) => under(line, keys)));
    expect((LISTS[name] ?? []).filter((word) => !seen.has(word))).toEqual([]);
  });

  test('codes of verify have each a record, or an attack against GitHub', () => {
    const { vectors }: { vectors: readonly { codes: string[]; online: string | null }[] } = JSON.parse(
      readFileSync(`${VECTORS}/index.json`, 'utf8'),
    );
    const seen = new Set(vectors.flatMap(({ codes, online }) => [...codes, online]));
    const attacks = readdirSync('test/attacks').map((name) => readFileSync(`test/attacks/${name}`, 'utf8'));
    const tried = (code: string): boolean => seen.has(code) || attacks.some((text) => text.includes(`'${code}'`));
    expect(words.VERIFY_CODES.filter((code) => !tried(code))).toEqual([]);
  });

  test('roles stand in the tables of the released lifecycles', () => {
    const tables: unknown = JSON.parse(readFileSync(`${VECTORS}/lifecycles.json`, 'utf8'));
    const seen = new Set(under(tables, ['role']));
    expect(words.ROLES.filter((role) => !seen.has(role))).toEqual([]);
  });

  test.each(['sources', 'flags', 'kinds of notes', 'kinds of needs', 'codes of rejections', 'types of actors'])(
    '%s are told by the schema',
    (name) => {
      const told = JSON.stringify(recordSchema());
      expect((LISTS[name] ?? []).filter((word) => !told.includes(`"${word}"`))).toEqual([]);
    },
  );
});
