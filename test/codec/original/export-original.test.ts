import { describe, expect, test } from 'vitest';
import { MemoryRepository } from '../../../src/adapters/store/memory/repository.ts';
import { exportOriginal } from '../../../src/codec/original/export-original.ts';
import { LoopService } from '../../../src/compose/library/loop-service.ts';
import { createRecord } from '../../../src/compose/library/records.ts';
import { appendEntries } from '../../../src/core/record/append/append.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { aNote, aRejection, aStamp, aStep, recordOf } from '../../core/sample-drafts.ts';
import { at } from '../../core/sample-facts.ts';
import { asItem, imported, NEW, original, WHOLE } from './originals.ts';

/** There and back again. */
function returned(value: unknown): unknown {
  return exportOriginal(imported(value)).record;
}

/** The record after further steps of ours. */
async function wentOn(record: LoopRecord, ...states: readonly ('task_queued' | 'pr_created')[]): Promise<LoopRecord> {
  const repository = new MemoryRepository();
  await repository.save(record, { expectedVersion: null });
  const service = new LoopService({ repository, clock: () => at('12:00:00') });
  for (const state of states) await service.transition(record.record_id, state, { trigger: 'assigned' });
  return (await repository.get(record.record_id)) ?? record;
}

describe('a record of the original comes out as it came in', () => {
  test.each([WHOLE, NEW])('%s, to the microsecond', (name) => {
    expect(returned(original(name))).toEqual(original(name));
  });

  test('from the items of DynamoDB too', () => {
    expect(returned(asItem(original(WHOLE)))).toEqual(original(WHOLE));
  });

  test.each<[string, object]>([
    ['a time of whole seconds', { created_at: '2026-11-22T09:05:57Z', updated_at: '2026-11-22T09:05:57Z' }],
    ['no steps', { transitions: [] }],
    ['closed, and no time of it', { closed_at: null }],
    ['a status of CI that is no text', { ci_status: { build: { ok: true, runs: [1, 0.5, 1e-7] }, lint: 'success' } }],
    [
      'many checks with long names',
      { ci_status: Object.fromEntries(many(60).map((n) => [`${'x'.repeat(90)}${n}`, 'ok'])) },
    ],
    ['a label that is no text', { labels: { weight: 3, team: 'platform' } }],
    ['odd text', { ref: 'a\u0000b "🜂" \u2028', labels: { 'é\u0301': '' } }],
    ['a pull request', { pr_number: 43, pr_url: 'https://github.com/acme/widgets/pull/43' }],
  ])('%s', (_name, change) => {
    const record = { ...original(NEW), ...change };
    expect(returned(record)).toEqual(record);
  });

  test('steps whose clocks went back, and of times as long and as short as there are', () => {
    const record = withTimes('2026-11-22T09:05:57.9Z', '2026-11-22T09:05:12.123456789Z', '2026-11-22T09:06:00Z');
    expect(returned(record)).toEqual(record);
    expect(imported(record).transitions.map(({ timestamp }) => timestamp)).toEqual([
      '2026-11-22T09:05:57Z',
      '2026-11-22T09:05:57Z',
      '2026-11-22T09:06:00Z',
    ]);
  });

  test('and goes on: what came in stays, what came after is to the second', async () => {
    const { record } = exportOriginal(await wentOn(imported(original(NEW)), 'task_queued'));
    const { created_at, transitions } = original(NEW);
    expect(record).toMatchObject({ created_at, updated_at: at('12:00:00'), state: 'task_queued', closed_at: null });
    expect(record.transitions.slice(0, 1)).toEqual(transitions);
    expect(record.transitions[1]).toMatchObject({ timestamp: expect.stringMatching(/:\d\dZ$/), trigger: 'assigned' });
  });

  test('without steps, and gets some of ours: then its birth is told', async () => {
    const { record } = exportOriginal(await wentOn(imported({ ...original(NEW), transitions: [] }), 'task_queued'));
    expect(record.transitions.map(({ to_state }) => to_state)).toEqual(['issue_created', 'task_queued']);
  });

  test('whose note was erased: to the second', () => {
    const record = imported(original(NEW));
    const note = record.notes[0];
    if (note === undefined) throw new Error('an import leaves a note');
    const erased = { ...note, metadata: { ...note.metadata, original: { redacted: record.head.hash } } };
    const { created_at, updated_at } = record;
    expect(exportOriginal({ ...record, notes: [erased] }).record).toMatchObject({ created_at, updated_at });
  });

  test('and a note that anybody wrote changes no field that it must not', () => {
    const forged = { state: 'merged', record_id: 'x', closed_at: 7, labels: [], updated_at: 'now', timestamps: 'a b' };
    const draft = aNote({ note: 'migration', trigger: 'migration', metadata: { original: forged } });
    const record = recordOf([aStep(), draft]);
    expect(exportOriginal(record).record).toEqual(exportOriginal({ ...record, notes: [] }).record);
  });
});

describe('a record of ours', () => {
  test('leaves with the fields of the original, and no others', async () => {
    const { record } = exportOriginal(await wentOn(createRecord({ ref: 'x' }), 'task_queued', 'pr_created'));
    expect(Object.keys(record).sort()).toEqual(Object.keys(original(WHOLE)).sort());
    expect(Object.keys(record.transitions[2] ?? {}).sort()).toEqual(
      ['from_state', 'metadata', 'timestamp', 'to_state', 'trigger'].sort(),
    );
  });

  test('comes back with the same steps', async () => {
    const { record } = exportOriginal(await wentOn(createRecord({ ref: 'x' }), 'task_queued', 'pr_created'));
    expect(returned(record)).toEqual(record);
  });

  test('says how many refusals and notes have no place there', () => {
    const adopted = aNote({ note: 'adopted', trigger: 'adopted' });
    const record = recordOf([aStep(), aRejection(), adopted, adopted]);
    expect(exportOriginal(record).lost).toEqual({ rejections: 1, notes: 2 });
    expect(exportOriginal(imported(original(WHOLE))).lost).toEqual({ rejections: 0, notes: 0 });
  });

  test.each([
    ['is in', [aStep({ to: 'deployed' })]],
    ['went through', [aStep({ to: 'deployed' }), aStep({ from: 'deployed', to: 'closed' })]],
  ])('is refused for a state that the original does not know, which it %s', (_name, drafts) => {
    expect(() => exportOriginal(recordOf(drafts))).toThrow(/"deployed" is not a state of the original/);
    expect(() => exportOriginal(recordOf(drafts))).toThrow(expect.objectContaining({ code: 'record_invalid' }));
  });

  test('is refused while its older entries stand elsewhere', () => {
    const record = recordOf([aStep()]);
    const later = appendEntries(record, [aStep({ from: 'issue_created', to: 'task_queued' })], aStamp()).record;
    const segments = [{ comment_id: '7', first_seq: 1, last_seq: 1, hash: record.head.hash }];
    const sealed = { ...later, transitions: later.transitions.slice(1), segments } as unknown as LoopRecord;
    expect(() => exportOriginal(sealed)).toThrow(/sealed parts/);
  });
});

function many(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** The first steps of the whole record, at these times. */
function withTimes(...times: readonly string[]): object {
  const steps = original(WHOLE)['transitions'] as readonly Record<string, unknown>[];
  const transitions = times.map((timestamp, index) => ({ ...steps[index], timestamp }));
  return { ...original(WHOLE), transitions, state: 'pr_created', closed_at: null };
}
