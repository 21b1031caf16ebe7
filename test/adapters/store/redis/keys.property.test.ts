import fc from 'fast-check';
import { expect, test } from 'vitest';
import { membersOf, pageRange, type Range, refRange } from '../../../../src/adapters/store/redis/keys.ts';
import { matches, newestFirst } from '../../../../src/adapters/store/shared/list-order.ts';
import type { LoopRecord } from '../../../../src/core/record/record.ts';
import { instantOf } from '../../../../src/core/values/instant.ts';
import { aStep, recordOf } from '../../../core/sample-drafts.ts';
import { RUNS } from '../../../support/runs.ts';

const BASE = recordOf([aStep()]);

/** Few of each, so that they meet; states of which one begins as the other goes on. */
const INSTANT = fc.integer({ min: 0, max: 3 }).map((day) => instantOf(Date.UTC(2026, 10, 19) + day * 86_400_000));
const STATE = fc.constantFrom('merged', 'merged ', 'mergedx', 'm', '6:merged ', 'é', '\0', '99999');
const RECORDS = fc.uniqueArray(
  fc.record({ number: fc.integer({ min: 1, max: 30 }), updated_at: INSTANT, state: STATE }),
  { selector: ({ number }) => number, maxLength: 20 },
);

function made(
  found: readonly { readonly number: number; readonly updated_at: LoopRecord['updated_at']; readonly state: string }[],
): readonly LoopRecord[] {
  return found.map(({ number, ...rest }) => ({ ...BASE, ...rest, record_id: `acme/widgets#${number}` }));
}

/** What Redis does with a range, over the bytes of members. */
function inRange(members: readonly string[], { from, to, idAt }: Range): readonly string[] {
  const bytes = (text: string): Buffer => Buffer.from(text.slice(1));
  const isBehind = (member: Buffer): boolean => Buffer.compare(member, bytes(from)) > (from.startsWith('(') ? 0 : -1);
  return members
    .map((member) => Buffer.from(member))
    .sort(Buffer.compare)
    .filter((member) => isBehind(member) && Buffer.compare(member, bytes(to)) < 0)
    .map((member) => member.subarray(idAt - 1).toString());
}

test('a range holds what matches, in the order of lists, behind any place', () => {
  const filter = fc.record({ state: STATE, since: INSTANT, until: INSTANT }, { requiredKeys: [] });
  const after = fc.option(
    fc.record({ updated_at: INSTANT, record_id: fc.constantFrom('acme/widgets#1', 'acme/widgets#17', 'z') }),
    { nil: undefined },
  );
  fc.assert(
    fc.property(RECORDS, filter, after, (found, asked, place) => {
      const records = made(found);
      const members = records.map((record) =>
        asked.state === undefined ? membersOf(record).time : membersOf(record).state,
      );
      const expected = records
        .filter((record) => matches(record, asked) && (place === undefined || newestFirst(place, record) < 0))
        .sort(newestFirst);
      expect(inRange(members, pageRange(asked, place))).toEqual(expected.map(({ record_id }) => record_id));
    }),
    RUNS,
  );
});

test('the range of a ref holds that ref alone, the one created last at the end', () => {
  fc.assert(
    fc.property(RECORDS, STATE, (found, ref) => {
      const records = made(found).map((record) => ({ ...record, ref: record.state, created_at: record.updated_at }));
      const members = records.map(
        (record, at) => `${membersOf(record).ref}${`${at}`.padStart(16, '0')} ${record.record_id}`,
      );
      const expected = records
        .map((record, at) => ({ ...record, at }))
        .filter((record) => record.ref === ref)
        .sort((a, b) => (a.created_at === b.created_at ? a.at - b.at : a.created_at < b.created_at ? -1 : 1));
      expect(inRange(members, refRange(ref))).toEqual(expected.map(({ record_id }) => record_id));
    }),
    RUNS,
  );
});
