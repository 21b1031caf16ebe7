import { describe, expect, it } from 'vitest';
import { notAmong } from '../../../src/core/encoding/not-among.ts';

const WORDS = ['lifecycle', 'on_invalid', 'required_checks', 'ci', 'lock', 'limit'];

describe('a word that is in no closed list', () => {
  it.each([
    ['lifecylce', 'lifecycle'],
    ['onInvalid', 'on_invalid'],
    ['ON-INVALID', 'on_invalid'],
    ['On Invalid', 'on_invalid'],
    ['CI', 'ci'],
    ['required_check', 'required_checks'],
    ['limits', 'limit'],
    ['lcok', 'lock'],
    ['c', 'ci'],
  ])('%s was meant as %s', (word, expected) => {
    expect(notAmong(word, 'a setting', WORDS)).toBe(
      `"${word}" is not a setting; did you mean "${expected}"? Accepted: lifecycle, on_invalid, required_checks, ci, lock or limit`,
    );
  });

  it.each(['', 'something', 'xyzzy', 'checks', 'x'.repeat(100_000), 7, null, undefined, ['ci'], { ci: 1 }])(
    'has no idea what %.20s was meant as',
    (word) => {
      const message = notAmong(word, 'a setting', WORDS);
      expect(message).toMatch(/is not a setting\. Accepted: lifecycle, .* or limit$/);
      expect(message.length).toBeLessThan(200);
    },
  );

  it('is told of no long list where one of it comes near', () => {
    const states = Array.from({ length: 13 }, (_, at) => `state_number_${at}`);
    expect(notAmong('state_number7', 'a state', states)).toBe(
      '"state_number7" is not a state; did you mean "state_number_7"?',
    );
    expect(notAmong('other', 'a state', states)).toContain('Accepted: state_number_0, ');
  });

  it('is told of a list of one, and of none', () => {
    expect(notAmong('x', 'a state', ['open'])).toBe('"x" is not a state. Accepted: open');
    expect(notAmong('x', 'a state', [])).toBe('"x" is not a state. Accepted: nothing');
  });
});
