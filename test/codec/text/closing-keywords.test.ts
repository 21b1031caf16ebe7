import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { branchNumber, closingNumbers } from '../../../src/codec/text/closing-keywords.ts';

const HOME = { host: 'github.com', repo: 'acme/widgets' };

describe('closingNumbers', () => {
  // https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue
  it.each(['close', 'closes', 'closed', 'fix', 'fixes', 'fixed', 'resolve', 'resolves', 'resolved'])(
    'knows the keyword %s in any case, with and without a colon',
    (word) => {
      expect(closingNumbers(`${word} #42`, HOME)).toEqual([42]);
      expect(closingNumbers(`${word.toUpperCase()}: #42.`, HOME)).toEqual([42]);
    },
  );

  it.each([
    ['Fixes acme/widgets#42', [42]],
    ['Fixes Acme/Widgets#42', [42]],
    ['Fixes https://github.com/acme/widgets/issues/42', [42]],
    ['Resolves #10, resolves #123, resolves #10', [10, 123]],
    ['Closes #1, #2', [1]],
    ['Does not fix #1, fixes #2', [2]],
    ['It was not easy. Fixes #42', [42]],
    ['Why not?\nCloses #42', [42]],
    ['Notable: closes #42', [42]],
    ['- [ ] fixes #7\n- [ ] closes: #8', [7, 8]],
  ])('reads %j', (body, numbers) => {
    expect(closingNumbers(body, HOME)).toEqual(numbers);
  });

  it.each([
    'Fixes other/widgets#42',
    'Fixes https://github.com/acme/gadgets/issues/42',
    'Fixes https://git.example.com/acme/widgets/issues/42',
    'Part of #42',
    'prefixes #42',
    'auto-closes #42',
    'fixes the #42 bug',
    'fixes #042',
    'fixes #42nd',
    'fixes #0',
    'This does not fix #42',
    "It doesn't close #42 yet",
    'It doesn’t close #42 yet',
    'Cleans up without fixing or closes #42',
    'never resolves #42',
    'no longer fixes #42',
    'It cannot close #42',
    '<!-- write: fixes #42 -->',
    '`fixes #42`',
    '```\nfixes #42\n```',
    '~~~md\nfixes #42\n~~~',
    '',
  ])('finds no issue of ours in %j', (body) => {
    expect(closingNumbers(body, HOME)).toEqual([]);
  });

  it('goes on after comments, fences and a comment that never ends', () => {
    expect(closingNumbers('<!-- a --> fixes #1 <!-- b --> closes #2', HOME)).toEqual([1, 2]);
    expect(closingNumbers('```\ncloses #1\n```\nfixes #2', HOME)).toEqual([2]);
    expect(closingNumbers('````\n```\ncloses #1\n````\nfixes #2', HOME)).toEqual([2]);
    expect(closingNumbers('fixes #1 <!-- closes #2', HOME)).toEqual([1, 2]);
  });

  it('never throws, whatever a stranger writes', () => {
    const parts = fc.constantFrom('<!--', '-->', '`', '```', '\n', 'fixes ', 'closes: ', '#42', 'acme/', '/', ' ', 'x');
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 60 }), (words) => {
        for (const number of closingNumbers(words.join(''), HOME)) expect(number).toBe(42);
      }),
    );
  });

  it.each(['<!--', '`', '```\n', 'fixes ', 'fixes a/', 'fixes https://a/'])(
    'takes a body full of %j in its stride',
    (piece) => {
      expect(closingNumbers(`${piece.repeat(65_536 / piece.length)} fixes #7`, HOME).length).toBeLessThanOrEqual(1);
    },
  );
});

describe('a negated keyword', () => {
  it.each<[string, readonly number[]]>([
    ['This does not close #42', []],
    ["This doesn't fix #42", []],
    ['It doesn’t fix #42', []],
    ['Never closes #42', []],
    ['Works without: fixes #42', [42]],
    ['A step without which nobody fixes #42', []],
    ['This no longer resolves #42', []],
    ['It cannot close #42 or fix #43', []],
    ['Does not break the build, closes #42', [42]],
    ['Do not merge yet. Closes #42', [42]],
    ['Not ready\nCloses #42', [42]],
    ['Not pretty but fixes #42', [42]],
    ['This not only fixes #42', [42]],
    ['Fixes #42, does not fix #43', [42]],
    ['A notable knot: closes #42', [42]],
  ])('%j closes %j', (text, numbers) => {
    expect(closingNumbers(text, HOME)).toEqual(numbers);
  });
});

describe('branchNumber', () => {
  it.each([
    ['42-add-widget', 42],
    ['42', null],
    ['42_add', null],
    ['fix-42-x', null],
    ['0-x', null],
    ['v42-x', null],
    ['feature/42-x', null],
  ])('%s → %s', (branch, number) => {
    expect(branchNumber(branch)).toBe(number);
  });
});
