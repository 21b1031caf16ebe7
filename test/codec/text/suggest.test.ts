import { describe, expect, it } from 'vitest';
import { closest, didYouMean } from '../../../src/codec/text/suggest.ts';

const WORDS = ['lifecycle', 'on_invalid', 'required_checks', 'ci', 'lock', 'limit'];

describe('closest', () => {
  it.each([
    ['lifecylce', 'lifecycle'],
    ['onInvalid', 'on_invalid'],
    ['ON-INVALID', 'on_invalid'],
    ['required_check', 'required_checks'],
    ['limits', 'limit'],
    ['lcok', 'lock'],
    ['c', 'ci'],
  ])('%s was meant as %s', (word, expected) => {
    expect(closest(word, WORDS)).toBe(expected);
  });

  it.each(['', 'something', 'xyzzy', 'checks', 'x'.repeat(100_000)])('has no idea what %.20s was meant as', (word) => {
    expect(closest(word, WORDS)).toBeUndefined();
  });
});

describe('didYouMean', () => {
  it('is the end of a sentence, or nothing', () => {
    expect(didYouMean('limt', WORDS)).toBe(' (did you mean "limit"?)');
    expect(didYouMean('something', WORDS)).toBe('');
    expect(didYouMean('anything', [])).toBe('');
  });
});
