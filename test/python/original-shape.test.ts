import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportOriginal } from '../../src/codec/original/export-original.ts';
import { LoopService } from '../../src/compose/library/loop-service.ts';
import { createRecord } from '../../src/compose/library/records.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { recordAfter } from '../core/run-plan.ts';
import { aCheck, aMergedPull, at, someFacts } from '../core/sample-facts.ts';

const SCRIPT = join(import.meta.dirname, 'check_original_shape.py');

/** What the Python check says of a value: the problems it found, one a line. */
function problemsOf(value: unknown): string {
  const said = spawnSync('python3', [SCRIPT], { input: JSON.stringify(value), encoding: 'utf8' });
  if (said.error !== undefined) throw said.error;
  const { status, stdout, stderr } = said;
  if (status !== 0 && status !== 1) throw new Error(stderr);
  return stdout.trim();
}

const fromFacts = recordAfter([
  someFacts(),
  someFacts({ issue: { state: 'closed' }, closedAt: at('09:00:00'), pulls: [aMergedPull({ checks: [aCheck()] })] }),
]);

async function fromLibrary(): Promise<LoopRecord | null> {
  const service = new LoopService();
  const { record_id } = await service.create({ ref: 'x', refNumber: 1, repo: 'acme/widgets', labels: { a: 'b' } });
  await service.transition(record_id, 'task_queued', { metadata: { deep: [{ a: null }] } });
  return service.get(record_id);
}

// Asked of Python itself, since the types are Python's.
describe('a record written here, read by Python', () => {
  test('from facts', () => {
    expect(fromFacts.state).toBe('closed');
    expect(problemsOf(fromFacts)).toBe('');
  });

  test('from the library', async () => {
    expect(problemsOf(createRecord({ ref: 'JIRA-7' }))).toBe('');
    expect(problemsOf(await fromLibrary())).toBe('');
  });

  test('in its own form', async () => {
    const record = await fromLibrary();
    expect(problemsOf(record && exportOriginal(record).record)).toBe('');
    expect(problemsOf(exportOriginal(fromFacts).record)).toBe('');
  });

  test.each(['original-record.json', 'original-record-new.json'])('as %s is read', (name) => {
    expect(problemsOf(JSON.parse(readFileSync(join(import.meta.dirname, '../vectors', name), 'utf8')))).toBe('');
  });

  test('and one that is not right is found out', () => {
    const { labels: _labels, ...rest } = createRecord({ ref: 'X' });
    const problems = problemsOf({ ...rest, ref_number: true, created_at: '2026-11-22' }).split('\n');
    expect(problems).toEqual([
      'record.ref_number has the wrong type: True',
      'record.labels is missing',
      "record.created_at has the wrong type: '2026-11-22'",
    ]);
  });
});
