import type { Sample } from '../vectors.ts';
import { otherBytes } from './changes/bytes.ts';
import { otherMeaning } from './changes/record.ts';
import { otherParts } from './changes/segments.ts';
import { otherSpelling } from './changes/spelling.ts';
import { otherText } from './changes/text.ts';
import { otherLeaf, otherStructure } from './changes/values.ts';
import { foldMutant } from './fold.ts';
import { rechain } from './forge.ts';
import { isObject, type JsonObject } from './json.ts';
import { type Random, randomOf } from './random.ts';
import type { Samples } from './samples.ts';
import { closed, type Opened, opened } from './spelling.ts';

const FAMILIES = ['bytes', 'text', 'spelling', 'leaf', 'structure', 'meaning', 'parts'] as const;
type Family = (typeof FAMILIES)[number];

export interface Mutant extends Sample {
  readonly index: number;
  readonly family: Family;
}

const SHARES: readonly Family[] = [
  ...Array<Family>(1).fill('bytes'),
  ...Array<Family>(3).fill('text'),
  ...Array<Family>(3).fill('spelling'),
  ...Array<Family>(3).fill('leaf'),
  ...Array<Family>(3).fill('structure'),
  ...Array<Family>(9).fill('meaning'),
  ...Array<Family>(4).fill('parts'),
];

/** The mutant of that number: always the same one, whichever others are made. */
export function mutantOf({ all, readable, donors }: Samples, index: number): Mutant {
  const random = randomOf(index);
  const family = random.pick(SHARES);
  const sample = random.pick(random.once(6) ? all : readable);
  return { ...sample, ...mutated(sample, family, random, donors), index, family };
}

type Files = Pick<Sample, 'body' | 'segments'>;

function mutated(sample: Sample, family: Family, random: Random, donors: readonly JsonObject[]): Files {
  if (family === 'bytes') return oneFile(sample, random, (bytes) => otherBytes(bytes, random));
  if (family === 'text') return oneFile(sample, random, (bytes) => ofText(bytes, (text) => otherText(text, random)));
  if (family === 'spelling')
    return oneFile(sample, random, (bytes) => ofText(bytes, (text) => otherSpelling(text, random)));
  return withOtherValues(sample, family, random, donors);
}

/** One of the texts is another: mostly the record's. */
function oneFile({ body, segments }: Sample, random: Random, change: (bytes: Buffer) => Buffer): Files {
  if (segments.length === 0 || !random.once(3)) return { body: change(body), segments };
  const at = random.below(segments.length);
  return { body, segments: segments.map((bytes, index) => (index === at ? change(bytes) : bytes)) };
}

function ofText(bytes: Buffer, change: (text: string) => string): Buffer {
  return Buffer.from(change(bytes.toString('utf8')), 'utf8');
}

interface OpenedRecord extends Opened {
  readonly value: JsonObject;
}

/** What stands in the texts is another record, spelled well, its hashes and fields left or made anew. */
function withOtherValues(sample: Sample, family: Family, random: Random, donors: readonly JsonObject[]): Files {
  const record = openedRecord(sample.body);
  if (record === null) return oneFile(sample, random, (bytes) => otherBytes(bytes, random));
  const segments = sample.segments.map(openedRecord).filter((one) => one !== null);
  const parts = segments.map(({ value }) => value);
  for (let times = random.once(4) ? 2 : 1; times > 0; times -= 1) {
    if (family === 'leaf') otherLeaf(record.value, random);
    else if (family === 'structure') otherStructure(record.value, random);
    else if (family === 'meaning') otherMeaning(record.value, random, donors);
    else otherParts(record.value, parts, random, donors);
  }
  settle(record.value, parts, random);
  const inFile = random.once(12);
  return {
    body: Buffer.from(closed(inFile ? { ...record, visible: null } : record)),
    segments: parts.map((value, index) => Buffer.from(closed(partLike(value, segments[index])))),
  };
}

/** By whom it was changed: one who leaves hashes as they are, one who computes them anew, one who folds anew too. */
function settle(record: JsonObject, parts: readonly JsonObject[], random: Random): void {
  const how = random.below(5);
  if (how === 0) return;
  rechain(record, parts, !random.once(4));
  if (how > 1) foldMutant(record, parts);
}

function openedRecord(bytes: Buffer): OpenedRecord | null {
  const found = opened(bytes.toString('utf8'));
  return found !== null && isObject(found.value) ? { ...found, value: found.value } : null;
}

function partLike(value: JsonObject, before: Opened | undefined): Opened {
  return { kind: 'segment', visible: before?.visible ?? 'Sealed part.\n\n', value };
}
