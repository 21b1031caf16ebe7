import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodedSize } from '../../../src/core/encoding/size.ts';
import type { Need } from '../../../src/core/lifecycle/need.ts';
import { NO_WAY_OUT } from '../../../src/core/outcome/remedy.ts';
import { isOutdated, shownBy } from '../../../src/core/plan/shown.ts';
import type { RecordedNeed } from '../../../src/core/record/entry.ts';
import type { LoopRecord, Shown } from '../../../src/core/record/record.ts';
import { NOTHING_SHOWN } from '../../../src/core/record/renderer.ts';
import { NEED_KINDS } from '../../../src/core/values/words.ts';
import { draft, recordOf } from '../../report/sample-record.ts';
import { anyText } from '../../support/arbitraries.ts';

const RECORD = recordOf([draft({ from: null, to: 'ci_pending' })]);

function planned(missing: readonly Need[], causes: readonly string[] = [], allowed: readonly string[] = []) {
  const violations = causes.map((cause) => ({ seq: null, cause, summary: '', message: '', remedy: '', ...NO_WAY_OUT }));
  return { missing, violations, allowed };
}

function refusing(...causes: readonly string[]): LoopRecord {
  const violations = causes.map((cause, index) => ({ seq: index + 2, cause, run_id: null, accepted: null }));
  return { ...RECORD, head: { ...RECORD.head, violations } };
}

const need = (kind: RecordedNeed['kind'], names: readonly string[] = [], counts = {}): RecordedNeed => ({
  kind,
  names,
  counts,
});
const shown = (needs: readonly RecordedNeed[], open: readonly number[] = []): Shown => ({
  ...NOTHING_SHOWN,
  needs,
  open,
});

describe('shownBy', () => {
  test('keeps what is missing once, whatever it is for, and refusals by their numbers', () => {
    const failed = { kind: 'failed', names: ['build'], counts: { total: 1 } } as const;
    const missing = [
      { ...failed, to: 'ci_passed' },
      { ...failed, to: 'approved' },
    ];
    expect(shownBy(planned(missing, ['b', 'a', 'elsewhere'], ['ci_failed']), refusing('a', 'b'))).toEqual({
      needs: [failed],
      allowed: ['ci_failed'],
      open: [3, 2],
    });
  });

  test('is small, however much is missing', () => {
    const anyNeed = fc.record({
      kind: fc.constantFrom(...NEED_KINDS),
      to: anyText,
      names: fc.array(fc.oneof(anyText, fc.constant('語'.repeat(300))), { maxLength: 20 }),
      counts: fc.record({ total: fc.nat() }),
    });
    const many = fc.array(anyNeed, { maxLength: 40 });
    fc.assert(
      fc.property(many, (missing) => {
        expect(encodedSize(shownBy(planned(missing), RECORD))).toBeLessThan(2_500);
      }),
      { numRuns: 50 },
    );
    const refused = Array.from({ length: 500 }, (_, index) => `cause ${index}`);
    const { open, allowed } = shownBy(planned([], refused, refused), refusing(...refused));
    expect([open.length, allowed.length]).toEqual([20, 20]);
  });
});

describe('isOutdated', () => {
  test.each<[string, Shown, Shown, boolean]>([
    ['the same', shown([need('draft')]), shown([need('draft')]), false],
    ['another order', shown([need('draft'), need('conflict')]), shown([need('conflict'), need('draft')]), false],
    ['another kind', shown([need('draft')]), shown([need('conflict')]), true],
    ['nothing missing any more', shown([need('draft')]), shown([]), true],
    ['another count', shown([need('approvals', [], { given: 0 })]), shown([need('approvals', [], { given: 1 })]), true],
    ['another check', shown([need('failed', ['a'])]), shown([need('failed', ['b'])]), true],
    ['somebody else asked', shown([need('approvals', ['hubot'])]), shown([need('approvals', ['monalisa'])]), false],
    ['checks that begin', shown([need('queued', ['a'])]), shown([need('running', ['a'])]), false],
    ['checks that begin beside', shown([need('draft')]), shown([need('draft'), need('running', ['a'])]), false],
    ['a check that fails while others run', shown([need('running', ['a'])]), shown([need('failed', ['a'])]), true],
    ['a refusal opened', shown([]), shown([], [3]), true],
    ['a refusal closed', shown([], [3]), shown([], []), true],
    ['the same refusals', shown([], [3, 4]), shown([], [4, 3]), false],
    ['what could not be read', shown([need('draft')]), shown([need('unreadable', ['checks'])]), false],
    ['what can be read again', shown([need('unreadable', ['checks'])]), shown([need('draft')]), true],
  ])('%s', (_, before, now, expected) => {
    expect(isOutdated(before, now)).toBe(expected);
  });
});
