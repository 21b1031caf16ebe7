import { describe, expect, test } from 'vitest';
import { printable } from '../../../src/cli/terminal/printable.ts';
import { loggedProgressOn, progressOn } from '../../../src/cli/terminal/progress.ts';
import type { Terminal } from '../../../src/cli/terminal/terminal.ts';

function watched(isWatched: boolean): {
  readonly terminal: Terminal;
  readonly shown: string[];
  readonly told: string[];
} {
  const shown: string[] = [];
  const told: string[] = [];
  const nothing = (): never => {
    throw new Error('not for a progress bar');
  };
  const terminal = {
    folder: '',
    env: {},
    print: nothing,
    tell: (line: string) => void told.push(line),
    readFile: nothing,
    input: nothing,
    send: nothing,
    printsToScreen: false,
    onInterrupt: nothing,
    isWatched,
    columns: 80,
    colors: false,
    show: (line: string) => void shown.push(line),
  };
  return { terminal, shown, told };
}

describe('a progress bar', () => {
  test('shows after a second, how many are done, and goes away', () => {
    const { terminal, shown } = watched(true);
    let now = 0;
    const progress = progressOn(terminal, 4, () => now);
    progress.step('one');
    now = 900;
    progress.step('two');
    expect(shown).toEqual([]);
    now = 1100;
    progress.step('three');
    expect(shown).toEqual(['[============            ] 2/4 three']);
    progress.clear();
    progress.clear();
    expect(shown.slice(1)).toEqual(['']);
  });

  test('of an unknown length counts', () => {
    const { terminal, shown } = watched(true);
    let now = 0;
    const progress = progressOn(terminal, null, () => now);
    progress.step('items');
    now = 2000;
    progress.step('items');
    expect(shown).toEqual(['1 items']);
  });

  test('is nothing where nobody looks on', () => {
    const { terminal, shown, told } = watched(false);
    let now = 0;
    const progress = progressOn(terminal, 2, () => (now += 5000));
    progress.step('one');
    progress.step('two');
    progress.clear();
    expect([...shown, ...told]).toEqual([]);
  });

  test('is drawn anew twenty times a second, however quick it goes', () => {
    const { terminal, shown } = watched(true);
    let now = 0;
    const progress = progressOn(terminal, null, () => now);
    for (now = 0; now < 2_000; now += 5) progress.step('items');
    expect(shown).toHaveLength(20);
  });
});

describe('progress of what may take hours', () => {
  test('is a line after a second and then every ten, where nobody looks on', () => {
    const { terminal, shown, told } = watched(false);
    let now = 0;
    const progress = loggedProgressOn(terminal, null, () => now);
    for (now = 0; now <= 12_000; now += 100) progress.step('records');
    progress.clear();
    expect(told).toEqual(['10 records', '110 records']);
    expect(shown).toEqual([]);
  });

  test('is a bar where somebody does', () => {
    const { terminal, shown, told } = watched(true);
    let now = 0;
    const progress = loggedProgressOn(terminal, null, () => now);
    now = 1_000;
    progress.step('records');
    expect([shown, told]).toEqual([['0 records'], []]);
  });
});

test('printable shows what could drive a terminal as its number', () => {
  expect(printable('a\u001b[2J\r\nb\u202e\u0000é漢😀')).toBe('a\\u{1b}[2J\\u{d}\\u{a}b\\u{202e}\\u{0}é漢😀');
  expect(printable('a\nb\r', '\n')).toBe('a\nb\\u{d}');
});
