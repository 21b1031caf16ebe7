import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Lifecycle } from '../src/core/lifecycle/lifecycle.ts';
import { badVectors } from './vectors/bad.ts';
import { goodVectors } from './vectors/good.ts';
import { plainState } from './vectors/plain-state.ts';
import { STANDARD, STRICT } from './vectors/story.ts';
import { unnoticedVectors } from './vectors/unnoticed.ts';
import type { Vector } from './vectors/vector.ts';

const FOLDER = 'test/vectors/records';

/**
 * The golden vectors of docs/record-format.md: records, good and bad, what each must come to, and the tables of the
 * released lifecycles. The same texts on every run.
 * @returns text, or the bytes of what is none, by path below `test/vectors/records`
 */
export function vectorFiles(): ReadonlyMap<string, string | Uint8Array> {
  const vectors = [...goodVectors(), ...badVectors(), ...unnoticedVectors()];
  const files = new Map<string, string | Uint8Array>(
    vectors.flatMap((vector) => [[pathOf(vector), vector.bytes ?? vector.text] as const, ...segmentsOf(vector)]),
  );
  files.set('lifecycles.json', json({ lifecycles: [STANDARD, STRICT].map(tableOf) }));
  files.set('index.json', json({ vectors: vectors.map(listed) }));
  return files;
}

function pathOf({ name, verdict, online, isJson }: Vector): string {
  const folder = online !== null ? 'unnoticed' : verdict === 'PASS' ? 'good' : 'bad';
  return `${folder}/${name}.${isJson ? 'json' : 'md'}`;
}

function segmentsOf(vector: Vector): readonly (readonly [string, string])[] {
  return vector.segments.map(
    (body, index) => [pathOf(vector).replace('.md', `.segment-${index + 1}.md`), body] as const,
  );
}

function listed(vector: Vector): object {
  const { about, verdict, codes, online, binding } = vector;
  const segments = segmentsOf(vector).map(([path]) => path);
  return { file: pathOf(vector), about, verdict, codes, online, binding, segments };
}

/** A lifecycle as its hash sees it (`initial` and `states`), and beside it what the hash does not hold. */
function tableOf({ name, hash, initial, states }: Lifecycle): object {
  return { name, hash, initial, states: states.map(plainState) };
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}

export function generateVectors(folder: string): void {
  for (const part of ['good', 'bad', 'unnoticed']) {
    rmSync(`${folder}/${part}`, { recursive: true, force: true });
    mkdirSync(`${folder}/${part}`, { recursive: true });
  }
  for (const [path, text] of vectorFiles()) writeFileSync(`${folder}/${path}`, text);
}

if (import.meta.main) generateVectors(FOLDER);
