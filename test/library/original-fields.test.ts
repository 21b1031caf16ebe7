import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { recordAfter } from '../core/run-plan.ts';
import { someFacts } from '../core/sample-facts.ts';

function originalFields(): readonly (readonly string[])[] {
  const record = JSON.parse(readFileSync(join(import.meta.dirname, '../vectors/original-record.json'), 'utf8'));
  return [Object.keys(record), Object.keys(record.transitions[0])];
}

describe('a record written here, for readers of the original', () => {
  test('has every field of the original record and of its transitions', () => {
    const [ofRecord = [], ofTransition = []] = originalFields();
    expect(ofRecord).toHaveLength(14);
    const record = recordAfter([someFacts(), someFacts({ issue: { state: 'closed' } })]);
    expect(Object.keys(record)).toEqual(expect.arrayContaining([...ofRecord]));
    for (const step of record.transitions) {
      expect(Object.keys(step)).toEqual(expect.arrayContaining([...ofTransition]));
    }
  });
});
