import { readFileSync } from 'node:fs';
import { textOf, verifyBytes } from '../../src/codec/verify/verify-text.ts';

export const FOLDER = 'test/vectors/records';

export interface Listed {
  readonly file: string;
  readonly about: string;
  readonly verdict: string;
  readonly codes: readonly string[];
  readonly online: string | null;
  readonly binding: { readonly host: string; readonly repo_id: string; readonly issue_id: string } | null;
  readonly segments: readonly string[];
}

/** A record as it is given to a verifier: the bytes of its file, and those of its sealed parts. */
export interface Sample extends Pick<Listed, 'file' | 'binding'> {
  readonly body: Buffer;
  readonly segments: readonly Buffer[];
}

export interface Outcome {
  readonly verdict: string;
  readonly codes: readonly string[];
}

export function readIndex(): readonly Listed[] {
  return JSON.parse(readFileSync(`${FOLDER}/index.json`, 'utf8')).vectors;
}

export function sampleOf({ file, segments, binding }: Listed): Sample {
  const read = (name: string): Buffer => readFileSync(`${FOLDER}/${name}`);
  return { file, body: read(file), segments: segments.map(read), binding };
}

/**
 * What our own verifier says of it, from the texts alone. The visible text is not rendered again, since the Python
 * verifier cannot do that; its hash is compared.
 */
export function outcomeOf({ body, segments, binding }: Omit<Sample, 'file'>): Outcome {
  const names = { record_id: 'acme/widgets#42', ref: '', ref_number: 42, repo: 'acme/widgets' };
  const parts = segments.map((bytes) => textOf(bytes) ?? '');
  const options = { segments: parts, ...(binding === null ? {} : { binding: { ...names, ...binding } }) };
  const { verdict, codes } = verifyBytes(body, options);
  return { verdict, codes: codes.toSorted() };
}

/** The same of a listed record. */
export function ourOutcome(listed: Listed): Outcome {
  return outcomeOf(sampleOf(listed));
}
