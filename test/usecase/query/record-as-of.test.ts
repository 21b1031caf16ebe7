import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRecordText } from '../../../src/codec/record/record-read.ts';
import { verifyBytes } from '../../../src/codec/verify/verify-text.ts';
import { entriesOf } from '../../../src/core/record/chain/chain.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { instantOf } from '../../../src/core/values/instant.ts';
import { renderRecord } from '../../../src/report/comment/renderers.ts';
import { recordAsOf } from '../../../src/usecase/query/record-as-of.ts';
import { aNote, aStep, recordOf } from '../../core/sample-drafts.ts';
import { at } from '../../core/sample-facts.ts';
import { runStory } from '../../stories/run-story.ts';
import { scenesOf } from '../../stories/scenes.ts';
import { LIFECYCLES } from '../../stories/story.ts';
import { STORIES } from '../../stories/table.ts';

function verdictOn(record: LoopRecord): string {
  const text = JSON.stringify(record);
  expect(readRecordText(text)).toEqual(JSON.parse(text));
  const { verdict, codes } = verifyBytes(Buffer.from(text), { segments: [], render: renderRecord });
  return [verdict, ...codes].join(' ');
}

test.each(LIFECYCLES)('at the moment of each entry of each story in %s it is a record that holds', (lifecycle) => {
  for (const story of STORIES.slice(0, 30)) {
    const { record } = runStory(story, scenesOf(story), lifecycle);
    if (record === null) continue;
    const entries = entriesOf(record);
    for (const { timestamp } of entries) {
      const then = recordAsOf(record, timestamp);
      if (then === null) throw new Error(`no record at ${timestamp}`);
      expect(verdictOn(then)).toBe('PASS');
      const kept = entriesOf(then);
      expect(kept).toEqual(entries.slice(0, kept.length));
      expect(entries.slice(kept.length).every((later) => later.timestamp > timestamp)).toBe(true);
    }
  }
});

test('at its end it is the record, but for what belongs to the comment', () => {
  const record = recordOf([aStep(), aStep({ to: 'task_queued', at: at('09:00:00') })]);
  expect(recordAsOf(record, at('23:00:00'))).toEqual(record);
});

describe('which entries', () => {
  const LATE = recordOf([
    aStep({ at: at('08:00:00') }),
    aStep({ from: 'issue_created', to: 'task_queued', at: at('11:00:00') }),
    // Its event was missed: what is recorded after another tells of no earlier time than that.
    aStep({ from: 'task_queued', to: 'pr_created', at: at('10:00:00') }),
    aNote({ at: at('12:00:00') }),
  ]);

  test.each<[Parameters<typeof at>[0], number]>([
    ['08:00:00', 1],
    ['09:59:59', 1],
    ['10:59:59', 1],
    ['11:00:00', 3],
    ['12:00:00', 4],
  ])('at %s there are %d of them', (time, count) => {
    expect(recordAsOf(LATE, at(time))?.head.seq).toBe(count);
  });

  test('before the first there is no record', () => {
    expect(recordAsOf(LATE, at('07:59:59'))).toBeNull();
  });
});

test('whatever moment is asked for, what comes of it is a prefix, and more of it the later it is', () => {
  const record = recordOf([aStep(), aStep({ at: at('09:00:00') }), aStep({ at: at('08:30:00') })]);
  const minutes = fc.integer({ min: 0, max: 24 * 60 });
  fc.assert(
    fc.property(minutes, minutes, (one, other) => {
      const [first, second] = [Math.min(one, other), Math.max(one, other)].map((minute) => {
        const moment = instantOf(Date.parse(`${at('08:00:00').slice(0, 10)}T00:00:00Z`) + minute * 60_000);
        return recordAsOf(record, moment)?.head.seq ?? 0;
      });
      expect(first).toBeLessThanOrEqual(second ?? 0);
    }),
  );
});
