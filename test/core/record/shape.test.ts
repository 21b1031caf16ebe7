import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { recordSchema } from '../../../scripts/record-schema.ts';
import { fitsRecord } from '../../../src/codec/record/generated/quick-check.js';
import * as compiled from '../../../src/codec/record/generated/validators.js';
import { misshapenIn } from '../../../src/codec/record/was-shape.ts';
import { entriesOf } from '../../../src/core/record/chain/chain.ts';
import type { Basis, Note, Redacted, Transition, Was } from '../../../src/core/record/entry.ts';
import type { NoteOf } from '../../../src/core/record/notes.ts';
import type { LoopRecord, Segment } from '../../../src/core/record/record.ts';
import type { Actor } from '../../../src/core/values/actor.ts';
import type { AccountId, Hash, Sha } from '../../../src/core/values/ids.ts';
import type { JsonValue } from '../../../src/core/values/json.ts';
import { anyRecord } from '../../support/arbitraries.ts';

const VECTORS = fileURLToPath(new URL('../../vectors/records', import.meta.url));

/** Our own checks of the shape: compiled ones, and of what notes say one that walks. */
const isRecord = (value: unknown): boolean => {
  const hasForm = compiled.isRecord(value);
  if (fitsRecord(value) !== hasForm) throw new Error(`the quick check says ${!hasForm} of ${JSON.stringify(value)}`);
  return hasForm && misshapenIn(entriesOf(value)) === null;
};
const isSegmentBody = (value: unknown): boolean => compiled.isSegmentBody(value) && misshapenIn(value.entries) === null;

/** The published schema, as a stranger's validator reads it. */
const published = new Ajv2020({ strict: true, allowUnionTypes: true }).addSchema(recordSchema(), 'record');
const isPublishedRecord = (value: unknown): boolean => published.validate('record', value) === true;
const isPublishedSegment = (value: unknown): boolean => published.validate('record#/$defs/segment', value) === true;

interface Sample {
  readonly name: string;
  readonly value: unknown;
}

/** Of each vector what stands in its hidden line, or in its file, where that is JSON at all. */
function vectors(): readonly Sample[] {
  const names = readdirSync(VECTORS, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /[\\/].+\.(?:md|json)$/.test(name)).flatMap(sampleOf);
}

function sampleOf(name: string): readonly Sample[] {
  const text = readFileSync(join(VECTORS, name), 'utf8');
  try {
    return [{ name, value: JSON.parse(name.endsWith('.json') ? text : (text.trimEnd().split(/\r?\n/).at(-2) ?? '')) }];
  } catch {
    return [];
  }
}

const SAMPLES = vectors();
const RECORDS = SAMPLES.filter(({ name }) => !name.includes('.segment-'));
const SEGMENTS = SAMPLES.filter(({ name }) => name.includes('.segment-'));

/** Every copy of the value in which one place holds something else, or nothing. */
function* withOneOther(value: unknown): Generator<unknown> {
  if (typeof value !== 'object' || value === null) return;
  const copy: { [key: string]: unknown } = { ...value };
  const rebuilt = (members: { [key: string]: unknown }) => (Array.isArray(value) ? Object.values(members) : members);
  for (const [key, member] of Object.entries(copy)) {
    for (const other of [null, 0, '', 'x', [], {}]) yield rebuilt({ ...copy, [key]: other });
    const { [key]: _, ...rest } = copy;
    yield rebuilt(rest);
    for (const changed of withOneOther(member)) yield rebuilt({ ...copy, [key]: changed });
  }
  yield rebuilt({ ...copy, another: null });
}

describe('the schema that is published', () => {
  test('says of every vector what the compiled validator says', () => {
    expect(RECORDS.length).toBeGreaterThan(100);
    expect(SEGMENTS.length).toBeGreaterThan(3);
    for (const { name, value } of RECORDS) expect(isPublishedRecord(value), name).toBe(isRecord(value));
    for (const { name, value } of SEGMENTS) expect(isPublishedSegment(value), name).toBe(isSegmentBody(value));
    for (const { name, value } of RECORDS.filter(({ name }) => name.startsWith('good'))) {
      expect(isPublishedRecord(value), name).toBe(true);
    }
  });

  test('says the same wherever one place is changed', () => {
    const [record] = RECORDS.filter(({ name }) => name.startsWith('good')).toSorted(bySize);
    const [segment] = SEGMENTS.toSorted(bySize);
    let refused = 0;
    for (const value of withOneOther(record?.value)) {
      const verdict = isRecord(value);
      if (isPublishedRecord(value) !== verdict) expect.fail(JSON.stringify(value));
      if (!verdict) refused++;
    }
    for (const value of withOneOther(segment?.value)) {
      if (isPublishedSegment(value) !== isSegmentBody(value)) expect.fail(JSON.stringify(value));
    }
    expect(refused).toBeGreaterThan(500);
  });

  test('takes whatever the core makes', () => {
    fc.assert(fc.property(anyRecord(), (record) => isPublishedRecord(JSON.parse(JSON.stringify(record)))));
  });
});

function bySize(a: Sample, b: Sample): number {
  return JSON.stringify(a.value).length - JSON.stringify(b.value).length;
}

test('the types are those that the schemas describe', () => {
  expectTypeOf<Actor>().toEqualTypeOf<{
    readonly id: AccountId;
    readonly login: string;
    readonly type: 'User' | 'Bot' | 'Agent' | 'Unknown';
  }>();
  expectTypeOf<Basis>().toEqualTypeOf<{
    readonly observed: string | null;
    readonly sha: Sha | null;
    readonly cycle: number;
    readonly rules: Hash | null;
  }>();
  expectTypeOf<LoopRecord['schema_version']>().toEqualTypeOf<1>();
  expectTypeOf<LoopRecord['transitions']>().toEqualTypeOf<readonly Transition[]>();
  expectTypeOf<Transition['actor']>().toEqualTypeOf<Actor | Redacted | null>();
  expectTypeOf<Transition['metadata']>().toEqualTypeOf<{ readonly [key: string]: JsonValue | Redacted }>();
  expectTypeOf<Note['from_state']>().toEqualTypeOf<null>();
  expectTypeOf<Segment['genesis']>().toEqualTypeOf<Hash>();
  expectTypeOf<Note['was']>().toEqualTypeOf<Was | null>();
  expectTypeOf<NoteOf<'accept'>['was']['data']>().toMatchTypeOf<{ readonly seq: number }>();
});
