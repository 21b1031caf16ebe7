import { describe, expect, test } from 'vitest';
import { standingOfCopy } from '../../../../src/core/record/revisions/copy-standing.ts';
import { begunAnew, erased, historyOf, withRev } from '../../../usecase/mirror/history.ts';

const history = await historyOf(4);
const [first, second, third, fourth] = history;
if (first === undefined || second === undefined || third === undefined || fourth === undefined) throw new Error('few');

describe('a copy is', () => {
  test('level with the same record, in whatever order its keys are', () => {
    const shuffled = { ...Object.fromEntries(Object.entries(third).reverse()), ...third };
    expect(standingOfCopy(shuffled, third)).toBe('level');
  });

  test.each([
    ['a step', second],
    ['several steps', first],
    ['a revision', withRev(third, 2)],
    ['steps, though its comment had more revisions', withRev(second, 90)],
  ])('behind by %s', (_, copy) => {
    expect(standingOfCopy(copy, third)).toBe('behind');
    expect(standingOfCopy(third, copy)).toBe('ahead');
  });

  test('behind a record that something was erased of, with a note or a revision that says so', () => {
    expect(standingOfCopy(second, erased(third))).toBe('behind');
    expect(standingOfCopy(third, erased(withRev(third, 4)))).toBe('behind');
  });

  test('astray with other values in the same revision', () => {
    expect(standingOfCopy(third, erased(third))).toBe('astray');
    expect(standingOfCopy({ ...third, state: 'c' }, third)).toBe('astray');
  });

  test.each([1, 2, 4])('astray where its %s entries are those of another record', async (steps) => {
    const other = (await begunAnew(third, steps)).at(-1) ?? third;
    expect(standingOfCopy(other, third)).toBe('astray');
    expect(standingOfCopy(third, other)).toBe('astray');
  });
});
