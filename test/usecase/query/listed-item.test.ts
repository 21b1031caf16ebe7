import { expect, test } from 'vitest';
import { releasedLifecycle } from '../../../src/codec/lifecycle/released.ts';
import type { Shown } from '../../../src/core/record/record.ts';
import { RecordMaker, stepped } from '../../../src/usecase/conformance/stage/records.ts';
import { listedItem } from '../../../src/usecase/query/listed-item.ts';
import { aRejection, aStep, recordOf } from '../../core/sample-drafts.ts';
import { at } from '../../core/sample-facts.ts';

const SHOWN: Shown = { renderer: 2, needs: [], allowed: [], open: [] };

test('what a list tells of a record', () => {
  const record = recordOf([aStep(), aStep({ to: 'task_queued', at: at('09:00:00') })]);
  expect(listedItem({ ...record, head: { ...record.head, shown: { ...SHOWN, allowed: ['pr_created'] } } })).toEqual({
    item: 'acme/widgets#42',
    record_id: record.record_id,
    ref: record.ref,
    state: 'task_queued',
    since: at('09:00:00'),
    updated_at: record.updated_at,
    pr_number: null,
    allowed: ['pr_created'],
    violations: [],
  });
});

test('a record that is no item of GitHub is called by its ref, and may go where its lifecycle leads', () => {
  const record = stepped(new RecordMaker().make({ ref: 'ticket/7' }), { state: 'task_queued' });
  expect(releasedLifecycle(record.genesis.lifecycle)?.name).toBe('strict');
  expect(listedItem(record)).toMatchObject({ item: 'ticket/7', allowed: ['pr_created'] });
});

test('where a lifecycle is not known, nobody says what is allowed', () => {
  const record = recordOf([aStep()]);
  expect(listedItem(record).allowed).toBeNull();
});

test('a refusal in a sealed part is told of by its number', () => {
  const record = recordOf([aStep(), aRejection()]);
  const head = { ...record.head, shown: { ...SHOWN, open: [2] } };
  expect(listedItem({ ...record, head, rejections: [] }).violations).toEqual([
    {
      seq: 2,
      cause: record.rejections[0]?.cause,
      summary: 'Entry 2 was refused; what it says stands in a sealed part of the record.',
      remedy: 'Read the whole record to see what settles it.',
    },
  ]);
});
