import { expect } from 'vitest';
import { verifyValue } from '../../../src/codec/verify/verify-text.ts';
import type { Repository } from '../../../src/core/ports/repository.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { ROUND } from './round.ts';
import type { Stepped, Told } from './told.ts';

/** Every record reads and verifies, and every way to find one says the same. */
export async function expectWholeStore(repository: Repository): Promise<ReadonlyMap<string, LoopRecord>> {
  const all: LoopRecord[] = [];
  for await (const record of repository.list()) all.push(record);
  const byId = new Map(all.map((record) => [record.record_id, record]));
  expect(byId.size).toBe(all.length);
  for (const record of all) {
    expectVerified(record);
    expect(await repository.get(record.record_id)).toEqual(record);
  }
  for (const state of ROUND.states.map(({ name }) => name)) {
    const listed = await repository.listByState(state, { limit: all.length + 1 });
    // Newest first; of one second in whatever order, for DynamoDB promises none.
    const moments = listed.map(({ updated_at }) => updated_at);
    expect(moments).toEqual(moments.toSorted().toReversed());
    expect(idsOf(listed).toSorted()).toEqual(idsOf(all.filter((record) => record.state === state)).toSorted());
  }
  for (const [ref, records] of Map.groupBy(all, ({ ref }) => ref)) {
    const latest = records
      .map(({ created_at }) => created_at)
      .toSorted()
      .at(-1);
    const found = await repository.getByRef(ref);
    expect(found?.created_at).toBe(latest);
    expect(found).toEqual(byId.get(found?.record_id ?? ''));
  }
  return byId;
}

function expectVerified(record: LoopRecord): void {
  const { verdict, codes } = verifyValue(record, { lifecycles: [ROUND] });
  expect({ verdict, codes }).toEqual({ verdict: 'PASS', codes: [] });
}

/** Each accepted step is there, at its place, and what was deleted is not. */
export function expectNothingLost(records: ReadonlyMap<string, LoopRecord>, told: readonly Told[]): void {
  const goners = new Set(told.flatMap((one) => (one.kind === 'deleting' ? one.id : [])));
  for (const one of told) {
    if (one.kind === 'deleted') expect(records.has(one.id)).toBe(false);
    if ((one.kind !== 'created' && one.kind !== 'stepped') || goners.has(one.id)) continue;
    const record = records.get(one.id);
    expect(record, `${one.kind} ${one.id}`).toBeDefined();
    if (record !== undefined && one.kind === 'stepped') expectStep(record, one);
  }
}

/** The entries of a record behind its first are the accepted steps, each at its place, and no more. */
export function expectExactly(record: LoopRecord | null | undefined, told: readonly Told[]): void {
  const entries = record?.transitions.slice(1).map(({ seq, hash, metadata }) => ({ seq, hash, by: metadata['by'] }));
  expect(entries).toEqual(stepsIn(told).map(({ seq, hash, by }) => ({ seq, hash, by })));
}

/** The steps that were accepted, in the order of the record. */
export function stepsIn(told: readonly Told[]): readonly Stepped[] {
  return told.filter((one) => one.kind === 'stepped').toSorted((a, b) => a.seq - b.seq);
}

function expectStep(record: LoopRecord, { seq, hash, by }: Stepped): void {
  const entry = record.transitions[seq - 1];
  expect({ seq: entry?.seq, hash: entry?.hash, by: entry?.metadata['by'] }).toEqual({ seq, hash, by });
}

function idsOf(records: readonly LoopRecord[]): readonly string[] {
  return records.map(({ record_id }) => record_id);
}
