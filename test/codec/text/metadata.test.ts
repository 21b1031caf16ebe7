import { expect, test } from 'vitest';
import { readMetadata } from '../../../src/codec/text/metadata.ts';

test.each([
  ['', {}],
  ['  \n', {}],
  ['{}', {}],
  [
    '{"env":"prod","count":3,"ok":true,"none":null,"part":0.5}',
    { env: 'prod', count: 3, ok: true, none: null, part: 0.5 },
  ],
  ['env: prod\ncount: 3\nok: true\n', { env: 'prod', count: 3, ok: true }],
  ['build.id: "0012"', { 'build.id': '0012' }],
])('%j is read', async (text, expected) => {
  expect(await readMetadata(text)).toEqual(expected);
});

test('exactly 20 keys and exactly 1 kB are accepted', async () => {
  const full = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`k${at}`, 'é'.repeat(512)]));
  expect(await readMetadata(JSON.stringify(full))).toEqual(full);
});

test.each([
  ['[1,2]', 'must be a map'],
  ['"text"', 'must be a map'],
  ['just words', 'must be a map'],
  ['42', 'must be a map'],
  ['{"a":', 'neither JSON nor YAML'],
  ['a: b: c', 'neither JSON nor YAML'],
  ['{"Env":"prod"}', '"Env"'],
  ['{"__proto__":"x"}', '__proto__'],
  ['{"1a":1}', '"1a"'],
  [`{"${'a'.repeat(65)}":1}`, 'a key is'],
  ['{"a":{"b":1}}', '"a" must be a text'],
  ['{"a":[1]}', '"a" must be a text'],
  ['{"a":9007199254740993}', 'put it in quotes'],
  ['a: .inf', 'put it in quotes'],
  ['a: -0', 'put it in quotes'],
  ['{"a":"\\ud800"}', 'not valid Unicode'],
  [JSON.stringify({ a: 'é'.repeat(513) }), 'longer than 1024 bytes'],
  [JSON.stringify(Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`k${at}`, 1]))), '21 keys'],
])('%j is refused', async (text, reason) => {
  await expect(readMetadata(text)).rejects.toMatchObject({
    code: 'input_invalid',
    message: expect.stringContaining(reason),
  });
});
