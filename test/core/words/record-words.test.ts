import { describe, expect, test } from 'vitest';
import { missingNeed, missingNeedOfEach, type Need } from '../../../src/core/lifecycle/need.ts';
import { NEED_KINDS } from '../../../src/core/values/words.ts';
import { refusedClaim, refusedStep } from '../../../src/core/words/messages/record-messages.ts';
import { needSentences } from '../../../src/core/words/needs/missing-words.ts';

const needSentence = (need: Need): string => needSentences([need]).join();
const of = (to: string, lack: Omit<Need, 'to'>): Need => ({ ...lack, to });

describe('needs in the words of the record', () => {
  test('every kind has words of its own', () => {
    const said = NEED_KINDS.map((kind) => needSentence(of('x', missingNeedOfEach(kind, ['build']))));
    expect(new Set(said).size).toBe(NEED_KINDS.length);
    for (const sentence of said) expect(sentence).toMatch(/^x needs: \S.*[^ :]$/);
  });

  test('what one state needs is one sentence', () => {
    const needs = [
      of('approved', missingNeedOfEach('running', ['build'])),
      of('approved', missingNeed('approvals', [], { required: 2, given: 1 })),
      of('merged', missingNeed('not_merged', ['#43'])),
    ];
    expect(needSentences(needs)).toEqual([
      'approved needs: these checks to finish: build; 2 approving reviews (given: 1)',
      'merged needs: pull request #43 to be merged',
    ]);
  });

  test('of approvals it is said how many are given, and who is asked', () => {
    const said = (names: readonly string[], counts: Need['counts']) =>
      needSentence(of('x', missingNeed('approvals', names, counts)));
    expect(said([], { required: 1, given: 0 })).toBe('x needs: an approving review');
    expect(said(['monalisa'], { required: 1, given: 0 })).toBe('x needs: an approving review (asked: monalisa)');
    expect(said(['monalisa', 'acme/core'], { required: 2, given: 1 })).toBe(
      'x needs: 2 approving reviews (given: 1; asked: monalisa, acme/core)',
    );
    expect(said([], { required: 1, given: 1, stale: 1 })).toBe('x needs: an approval of the current head');
  });

  test('ten names are shown and the others counted, also those that the need itself does not keep', () => {
    const names = Array.from({ length: 3_000 }, (_, index) => `c${index}`);
    const lack = missingNeedOfEach('failed', names);
    expect(lack.names).toHaveLength(20);
    expect(needSentence(of('x', lack))).toMatch(/c9 and 2990 more$/);
  });

  test('a name that is long is cut, with how many letters are left out', () => {
    const lack = missingNeedOfEach('failed', ['検'.repeat(250), 'build']);
    expect(needSentence(of('x', lack))).toMatch(/: 検{20,25}… \(\+2\d\d\), build$/);
  });
});

describe('refusals in the words of the record', () => {
  test('the message has the form of the original library', () => {
    expect(refusedStep('ci_failed', 'merged', ['ci_pending'], 'x needs: y')).toBe(
      'Invalid transition: ci_failed → merged. Allowed from ci_failed: ci_pending\nMissing: x needs: y',
    );
    expect(refusedStep('closed', 'merged', [], '')).toBe(
      'Invalid transition: closed → merged. Allowed from closed: none (terminal)',
    );
  });

  test('a claim says why it was refused', () => {
    const need = of('x', missingNeed('condition', ['a && b']));
    expect(refusedClaim('First.', 'illegal_transition', [])).toBe('First.\nThe lifecycle has no such step.');
    expect(refusedClaim('First.', 'guard_false', [need])).toBe('First.\nMissing: the condition `a && b`');
    expect(refusedClaim('First.', 'gate_not_met', [need])).toBe('First.\nMissing: x needs: the condition `a && b`');
  });
});
