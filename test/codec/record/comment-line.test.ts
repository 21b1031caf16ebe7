import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeLine, encodeLine } from '../../../src/codec/record/comment-line.ts';
import { anyJson } from '../../support/arbitraries.ts';

describe('encodeLine', () => {
  test.each([
    ['<b>&', '"\\u003cb\\u003e\\u0026"'],
    ['-', '"-"'],
    ['--', '"-\\u002d"'],
    ['----', '"-\\u002d\\u002d\\u002d"'],
    ['-->', '"-\\u002d\\u003e"'],
    ['- -', '"- -"'],
    ['é', '"\\u00e9"'],
    ['\u{1f600}', '"\\ud83d\\ude00"'],
    ['\u007f~', '"\\u007f~"'],
    ['\u202e', '"\\u202e"'],
    ['a\nb', '"a\\nb"'],
    ['\u001f', '"\\u001f"'],
    ['\\', '"\\\\"'],
  ])('%j becomes %s', (text, line) => {
    expect(encodeLine(text)).toBe(line);
    expect(decodeLine(line)).toBe(text);
  });

  test('leaves numbers and structure alone', () => {
    expect(encodeLine({ b: [-1, -0.5, 1e-7], a: { '-': '-' } })).toBe('{"a":{"-":"-"},"b":[-1,-0.5,1e-7]}');
  });

  test('gives back every value, also when its text is encoded a second time', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const line = encodeLine(value);
        expect(decodeLine(line)).toEqual(value);
        expect(decodeLine(encodeLine(line))).toBe(line);
      }),
    );
  });
});
