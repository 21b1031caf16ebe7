import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ERROR_CODES } from '../../src/core/values/errors.ts';
import { NOTE_KINDS, VERIFY_CODES } from '../../src/core/values/words.ts';
import { KNOWN_COMMANDS } from '../cli/known-commands.ts';

const doc = readFileSync('docs/security.md', 'utf8');
const EVENTS = ['issue_comment', 'pull_request_target'];

describe('docs/security.md', () => {
  test('tells of everybody who can touch a record', () => {
    const who = [
      'Anybody',
      'Triage',
      'Write',
      'Another workflow',
      'A changed action or dependency',
      'Admin',
      'LoopForge itself',
      'GitHub',
    ];
    for (const one of who) expect(doc).toContain(`| **${one}**`);
  });

  test('names findings and notes that there are', () => {
    const words = [...doc.matchAll(/`(?<word>[a-z]+_[a-z_]+)`/g)].map(({ groups }) => groups?.['word'] ?? '');
    const known: readonly string[] = [...VERIFY_CODES, ...NOTE_KINDS, ...ERROR_CODES, ...EVENTS];
    expect(words.length).toBeGreaterThan(15);
    expect(words.filter((word) => !known.includes(word))).toEqual([]);
  });

  test('tells of every finding that needs GitHub to name somebody', () => {
    const named = [
      'foreign_author',
      'foreign_editor',
      'history_rewritten',
      'revision_deleted',
      'comment_deleted',
      'backdated',
      'not_corroborated',
      'missing_transition',
    ];
    for (const code of named) expect(doc).toContain(`\`${code}\``);
  });

  test('names tests that there are', () => {
    const named = [...doc.matchAll(/\| `(?<file>[a-z/-]+)`: (?<title>[^|]+) \|$/gm)].map(({ groups }) => groups ?? {});
    expect(named.length).toBeGreaterThan(40);
    for (const { file = '', title = '' } of named) {
      const source = readFileSync(`test/${file}.test.ts`, 'utf8');
      const isTold = [`'${title}'`, `"${title}"`, `'${title} `, `'$by ${title} `].some((text) => source.includes(text));
      expect(isTold, `${file}: ${title}`).toBe(true);
    }
  });

  test('shows commands that there are, with options that they have', () => {
    const lines = doc.match(/loopforge (?:verify|show|redact|repair)[^`\n]*/g) ?? [];
    expect(lines.length).toBeGreaterThan(4);
    for (const line of lines) {
      const [, name = ''] = line.split(' ');
      const options = KNOWN_COMMANDS.find((command) => command.name === name)?.options;
      for (const [option] of line.matchAll(/--[a-z-]+/g)) expect(options).toContain(option);
    }
  });
});

test('nothing that people read claims what no comment can be', () => {
  const read = (folder: string): readonly string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) =>
      /\.(?:ts|md|yml|py)$/.test(name) ? [`${folder}/${name}`] : [],
    );
  const files = ['README.md', 'CONTRIBUTING.md', 'action.yml', ...read('docs'), ...read('src'), ...read('demo')];
  const claiming = /tamper[\s-]*(?:proof|resistant)|unforgeable|cannot be (?:forged|faked|tampered)/i;
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => claiming.test(readFileSync(file, 'utf8')))).toEqual([]);
});
