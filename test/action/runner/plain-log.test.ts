import { expect, test } from 'vitest';
import { plainLog } from '../../../src/action/runner/plain-log.ts';
import { readCommands } from '../../support/runner-files.ts';

test.each([
  '::set-output name=state::merged',
  '  ::error::pwned',
  'fine\n::stop-commands::x',
  'fine\r::add-mask::a',
  'fine\r\n\t::warning title=x::y',
])('%j is no command once it is printed', (text) => {
  expect(readCommands(text)).toHaveLength(1);
  expect(readCommands(plainLog(text))).toEqual([]);
});

test('the older form of a command is broken too', () => {
  expect(plainLog('x ##[add-path]/tmp')).not.toContain('##[');
});

test('everything else stays as it is', () => {
  const text = 'POST /graphql → 200\n  a::b, https://x.example, #42';
  expect(plainLog(text)).toBe(text);
});
