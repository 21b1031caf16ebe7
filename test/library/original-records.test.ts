import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MemoryRepository } from '../../src/adapters/store/memory/repository.ts';
import { builtinLifecycle } from '../../src/codec/lifecycle/builtin.ts';
import { importRecord } from '../../src/codec/original/import-record.ts';
import { LoopService } from '../../src/compose/library/loop-service.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { hashByHand, inOrder } from '../core/by-hand.ts';
import { at } from '../core/sample-facts.ts';
import { countingRandom } from '../support/arbitraries.ts';

// Two records of the original Python library; test/vectors/README.md tells where they come from.

const lifecycle = builtinLifecycle('strict');
const NOW = at('12:00:00');

function imported(name: string): LoopRecord {
  const value: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../vectors', name), 'utf8'));
  return importRecord(value, { random: countingRandom(), now: () => NOW, lifecycleHash: lifecycle.hash });
}

async function stored(name: string): Promise<{ readonly service: LoopService; readonly record: LoopRecord }> {
  const repository = new MemoryRepository();
  const record = await repository.save(imported(name), { expectedVersion: null });
  return { service: new LoopService({ repository, lifecycle, clock: () => NOW, random: countingRandom() }), record };
}

function expectChained(record: LoopRecord | null): void {
  const entries = record === null ? [] : inOrder(record);
  expect(entries.length).toBeGreaterThan(1);
  expect(entries.map(hashByHand)).toEqual(entries.map((entry) => entry.hash));
  expect(entries.slice(1).map((entry) => entry.prev_hash)).toEqual(entries.slice(0, -1).map((entry) => entry.hash));
  expect(record?.head.hash).toBe(entries.at(-1)?.hash);
}

describe('a new record of the original', () => {
  test('is read, and goes on under our chain', async () => {
    const { service, record } = await stored('original-record-new.json');
    expect(record).toMatchObject({ record_id: 'loop-0a058059', ref: 'JIRA-7', state: 'issue_created' });
    const result = await service.transition('loop-0a058059', 'task_queued', { trigger: 'assigned' });
    expect(result).toMatchObject({ success: true, previousState: 'issue_created', newState: 'task_queued' });
    const after = await service.get('loop-0a058059');
    expectChained(after);
    expect(after?.transitions.map((step) => [step.seq, step.flags])).toEqual([
      [1, ['unproven']],
      [3, []],
    ]);
  });

  test('refuses what it always refused, in the same words', async () => {
    const { service } = await stored('original-record-new.json');
    expect((await service.transition('loop-0a058059', 'merged')).error).toBe(
      'Invalid transition: issue_created → merged. Allowed from issue_created: task_queued',
    );
  });

  test('is found by its ref', async () => {
    const { service } = await stored('original-record-new.json');
    expect((await service.getByRef('JIRA-7'))?.record_id).toBe('loop-0a058059');
  });
});

describe('a whole record of the original', () => {
  test('is read, with its chain right', () => {
    const record = imported('original-record.json');
    expect(record).toMatchObject({ record_id: 'loop-79d84c80', state: 'closed', auto_merge: true });
    expect(record.closed_at).toBe(record.transitions.at(-1)?.timestamp);
    expectChained(record);
  });

  test('is closed, and stays so', async () => {
    const { service, record } = await stored('original-record.json');
    expect((await service.transition('loop-79d84c80', 'task_queued')).error).toBe(
      'Invalid transition: closed → task_queued. Allowed from closed: none (terminal)',
    );
    expect(await service.get('loop-79d84c80')).toEqual(record);
  });
});
