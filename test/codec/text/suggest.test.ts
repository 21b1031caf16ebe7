import { describe, expect, it } from 'vitest';
import { didYouMean } from '../../../src/codec/text/suggest.ts';

const WORDS = ['lifecycle', 'on_invalid', 'required_checks', 'ci', 'lock', 'limit'];

describe('didYouMean', () => {
  it.each([
    ['lifecylce', 'lifecycle'],
    ['onInvalid', 'on_invalid'],
    ['ON-INVALID', 'on_invalid'],
    ['required_check', 'required_checks'],
    ['limits', 'limit'],
    ['lcok', 'lock'],
    ['c', 'ci'],
  ])('%s was meant as %s', (word, expected) => {
    expect(didYouMean(word, WORDS)).toBe(` (did you mean "${expected}"?)`);
  });

  it.each(['', 'something', 'xyzzy', 'checks', 'x'.repeat(100_000)])('has no idea what %.20s was meant as', (word) => {
    expect(didYouMean(word, WORDS)).toBe('');
  });

  it('has no idea where nothing could be meant', () => {
    expect(didYouMean('anything', [])).toBe('');
  });
});
