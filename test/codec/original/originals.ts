import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importRecord } from '../../../src/codec/original/import-record.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { trustedHash } from '../../../src/core/values/ids.ts';
import { countingRandom } from '../../support/arbitraries.ts';

// Two records written by the original Python library 0.1.0 (fenderfonic/loopforge, MIT).

/** After a whole lifecycle. */
export const WHOLE = 'original-record.json';
/** As it was created. */
export const NEW = 'original-record-new.json';

export const LAW = trustedHash(`${'L'.repeat(42)}A`);
export const NOW = '2026-11-23T10:00:00Z';

export function original(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../../vectors', name), 'utf8'));
}

export function imported(value: unknown): LoopRecord {
  return importRecord(value, { random: countingRandom(), now: () => NOW, lifecycleHash: LAW });
}

/** A value as DynamoDB's API lays it out, with the types that Python's serializer chooses. */
function asAttribute(value: unknown): Record<string, unknown> {
  if (value === null) return { NULL: true };
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(asAttribute) };
  return { M: asItem(value as object) };
}

export function asItem(record: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, asAttribute(value)]));
}
