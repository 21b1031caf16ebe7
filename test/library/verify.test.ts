import { describe, expect, test } from 'vitest';
import { defineLifecycle } from '../../src/codec/lifecycle/define-lifecycle.ts';
import { LoopService } from '../../src/compose/library/loop-service.ts';
import { verifyRecord } from '../../src/compose/library/records.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';

async function aRecord(service: LoopService): Promise<LoopRecord> {
  const { record_id } = await service.create({ ref: 'ticket 7', labels: { team: 'platform' } });
  await service.transition(record_id, 'task_queued', { metadata: { by: 'hand', none: null } });
  const record = await service.get(record_id);
  if (record === null) throw new Error('it was just created');
  return record;
}

describe('verifyRecord', () => {
  test('passes what the service wrote, and says that it asked nobody else', async () => {
    const found = verifyRecord(await aRecord(new LoopService()));
    expect(found).toMatchObject({ verdict: 'PASS', scope: 'record', codes: [], entries: 2, number: null });
    const notRun = found.checks.filter((check) => !check.ran).map(({ name }) => name);
    expect(notRun).toEqual(expect.arrayContaining(['author', 'history', 'corroboration']));
    expect(found.checks.every((check) => check.ran || check.why !== null)).toBe(true);
  });

  test('passes the same as JSON, and fails it once a value was changed', async () => {
    const record = await aRecord(new LoopService());
    const text = JSON.stringify(record);
    expect(verifyRecord(JSON.parse(text)).verdict).toBe('PASS');
    const found = verifyRecord(JSON.parse(text.replace('"by":"hand"', '"by":"nobody"')));
    expect(found).toMatchObject({ verdict: 'FAIL', codes: ['chain_broken'] });
  });

  test.each([[null], [42], ['a record'], [[]], [{}], [{ schema_version: 1 }], [{ schema_version: 7 }]])(
    'takes %j for what it is, and does not throw',
    (value) => {
      expect(verifyRecord(value)).toMatchObject({ verdict: 'FAIL', codes: ['malformed'], recordId: null });
    },
  );

  test('knows the lifecycles that it is told of', async () => {
    const lifecycle = defineLifecycle({
      name: 'chores',
      initial: 'todo',
      states: { todo: { when: true, to: { done: null } }, done: { when: 'issue.number', terminal: true } },
    });
    const service = new LoopService({ lifecycle });
    const { record_id } = await service.create({ ref: 'dishes' });
    await service.transition(record_id, 'done');
    const record = await service.get(record_id);
    expect(verifyRecord(record)).toMatchObject({ verdict: 'INCONCLUSIVE', codes: ['unknown_lifecycle'] });
    expect(verifyRecord(record, { lifecycles: [lifecycle] })).toMatchObject({ verdict: 'PASS', codes: [] });
  });
});
