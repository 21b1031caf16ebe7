import { describe, expect, test } from 'vitest';
import { missingNeed, missingNeedOfEach, type Need } from '../../../src/core/lifecycle/need.ts';
import { NO_WAY_OUT, REMEDIES } from '../../../src/core/outcome/remedy.ts';
import {
  adviceFor,
  needSentence,
  needSentences,
  openRefusal,
  refusalSummary,
  refusedClaim,
  refusedStep,
} from '../../../src/core/outcome/sentences.ts';
import { NEED_KINDS } from '../../../src/core/values/words.ts';

const of = (to: string, lack: Omit<Need, 'to'>): Need => ({ ...lack, to });

describe('needs in words', () => {
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

describe('refusals in words', () => {
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

  test('a line on it names both states', () => {
    expect(refusalSummary({ code: 'gate_not_met', from: 'ci_failed', to: 'merged' })).toBe(
      'merged was refused at ci_failed: the proof that it needs is missing',
    );
  });

  test('an open one says in little room what is missing', () => {
    const summary = refusalSummary({ code: 'gate_not_met', from: 'ci_failed', to: 'merged' });
    const open = { seq: 3, cause: '', summary, ...NO_WAY_OUT };
    expect(openRefusal({ ...open, message: 'Invalid transition: …\nMissing: x needs: y' })).toBe(
      'merged was refused at ci_failed. Missing: x needs: y',
    );
    expect(openRefusal({ ...open, message: 'Invalid transition: …' })).toBe(summary);
  });

  test('every remedy has a sentence of its own, and where there is none it is said', () => {
    const said = REMEDIES.map((remedy) => adviceFor({ remedies: [remedy], overrideTo: null }).join(' '));
    expect(new Set(said).size).toBe(REMEDIES.length);
    expect(adviceFor({ remedies: ['link', 'reopen'], overrideTo: 'closed' })).toHaveLength(2);
    expect(adviceFor({ remedies: [], overrideTo: 'merged' })).toEqual(['Nothing that happens now can change that.']);
    expect(adviceFor(NO_WAY_OUT)).toEqual([]);
  });
});
