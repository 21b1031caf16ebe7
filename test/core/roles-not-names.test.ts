import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { VALID_TRANSITIONS } from '../../src/codec/lifecycle/builtin.ts';

const CORE = 'src/core';
/** The values of the setting `begin` are names of states, and the file's own words. */
const SETTINGS = 'values/settings.ts';
/** These are also words of GitHub for a pull request, a review or an issue. */
const SHARED = new Set(['approved', 'merged', 'closed']);
const NAMES = Object.keys(VALID_TRANSITIONS);
/** What holds the name of a state, wherever one stands in core. */
const HOLDERS = ['from_state', 'to_state', 'name', 'to', 'from', 'observed', 'lasting', 'standing', 'asserting'];

const files = readdirSync(CORE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const textOf = (file: string): string => readFileSync(join(CORE, file), 'utf8');

test('core names no built-in state', () => {
  const names = NAMES.filter((name) => !SHARED.has(name)).join('|');
  const quoted = new RegExp(`['"\`](?:${names})['"\`]`);
  expect(files.filter((file) => file !== SETTINGS && quoted.test(textOf(file)))).toEqual([]);
});

test('core compares no name of a state with a text', () => {
  const holder = `(?:\\.|\\b)(?:${HOLDERS.join('|')})`;
  const name = `['"\`](?:${NAMES.join('|')})['"\`]`;
  const compared = new RegExp(`${holder}\\s*[!=]==\\s*${name}|${name}\\s*[!=]==\\s*[\\w.?]*${holder}\\b`);
  const lookedUp = /(?:stateOf|orderOf)\([^)]*['"`]/;
  const found = files.flatMap((file) =>
    textOf(file)
      .split('\n')
      .filter((line) => compared.test(line) || lookedUp.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});
