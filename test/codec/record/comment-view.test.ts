import { describe, expect, test } from 'vitest';
import { normalizeView, viewHash } from '../../../src/codec/record/comment-view.ts';

describe('the visible part is compared', () => {
  test.each([
    ['a\r\nb\r\n', 'a\nb'],
    ['a  \nb\t\n\n\n', 'a\nb'],
    ['  a\n\n  b', '  a\n\n  b'],
    ['a\u00a0\n', 'a\u00a0'],
    ['', ''],
    ['\n\n', ''],
  ])('%j as %j', (text, expected) => {
    expect(normalizeView(text)).toBe(expected);
    expect(normalizeView(normalizeView(text))).toBe(expected);
    expect(viewHash(text)).toBe(viewHash(expected));
  });

  test('under its own label', () => {
    // printf 'loopforge/view/v1\0a\nb' | openssl dgst -sha256 -binary | basenc --base64url
    expect(viewHash('a\r\nb\r\n')).toBe('7ORUx6tS_kWkRAyn6nXGC9SuultKb2qdg8I_ILsuh5M');
    expect(viewHash('a\nc')).not.toBe(viewHash('a\nb'));
  });

  test('in linear time', () => {
    const text = `${' '.repeat(200_000)}x`;
    expect(normalizeView(text)).toBe(text);
  });
});
