import { expect, test } from 'vitest';
import { remediesInRecord } from '../../../src/core/words/refusals/remedy-words.ts';
import { aboutRecord } from '../../../src/report/standing/about-record.ts';
import { everyMoment } from './story-moments.ts';

/** What the record does not hold: that the close was as not planned, after which `strict` takes no merge. */
const NOT_TOLD = ['24 strict', '64 strict'];

test('what the comment says of how a refusal ends is what the plan says of it, when it is found', () => {
  const found = everyMoment().flatMap(({ where, plan, record }) =>
    plan.drafts.flatMap((draft) => {
      if (draft.kind !== 'rejection' || draft.source === 'asserted') return [];
      const entry = record.rejections.find(({ cause }) => cause === draft.cause);
      const violation = plan.violations.find(({ cause }) => cause === draft.cause);
      if (entry === undefined || violation === undefined) return [];
      return [{ where, told: remediesInRecord(entry, aboutRecord(record)), known: violation.remedies }];
    }),
  );
  expect(found.length).toBeGreaterThan(50);
  const differing = found.filter(({ told, known }) => told.join() !== known.join());
  expect(differing.map(({ where }) => where.replace(/ \d+$/, ''))).toEqual(NOT_TOLD);
});
