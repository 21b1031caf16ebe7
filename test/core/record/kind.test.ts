import { expect, expectTypeOf, test } from 'vitest';
import { entriesOf } from '../../../src/core/record/chain/chain.ts';
import type { Note, Rejection, Transition } from '../../../src/core/record/entry.ts';
import { isNote, isRejection, isTransition, kindOf } from '../../../src/core/record/kind.ts';
import { aNote, aRejection, aStep, recordOf } from '../sample-drafts.ts';

const record = recordOf([aStep(), aRejection(), aNote()]);

test('an entry is a step, a refusal or a note, and stands in the list of its kind', () => {
  expect(entriesOf(record).map(kindOf)).toEqual(['transition', 'rejection', 'note']);
  expect(entriesOf(record).filter(isTransition)).toEqual(record.transitions);
  expect(entriesOf(record).filter(isRejection)).toEqual(record.rejections);
  expect(entriesOf(record).filter(isNote)).toEqual(record.notes);
});

test('what is not one of two kinds is of the third', () => {
  for (const entry of entriesOf(record)) {
    if (!isTransition(entry)) expectTypeOf(entry).toEqualTypeOf<Rejection | Note>();
    if (!isRejection(entry)) expectTypeOf(entry).toEqualTypeOf<Transition | Note>();
    if (!isNote(entry)) expectTypeOf(entry).toEqualTypeOf<Transition | Rejection>();
  }
});
