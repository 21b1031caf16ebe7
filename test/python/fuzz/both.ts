import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { pythonReports } from '../run-python.ts';
import { type Outcome, outcomeOf, type Sample } from '../vectors.ts';
import { type Mutant, mutantOf } from './mutants.ts';
import type { Samples } from './samples.ts';

/** One mutant of which the two verifiers do not say the same. */
interface Disagreement {
  readonly index: number;
  readonly file: string;
  readonly family: string;
  readonly ours: Outcome;
  readonly theirs: Outcome | undefined;
}

/** What a comparison came to: on how many mutants, with what they came to, by verdict and codes. */
export interface Compared {
  readonly disagreements: readonly Disagreement[];
  readonly seen: ReadonlyMap<string, number>;
}

const BATCH = 1000;

/** Asks both verifiers about the mutants from one number to another, Python in a process for each thousand of them. */
export async function compareOn(samples: Samples, first: number, end: number): Promise<Compared> {
  const disagreements: Disagreement[] = [];
  const seen = new Map<string, number>();
  for (let start = first; start < end; start += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, end - start) }, (_, offset) => start + offset);
    const mutants = numbers.map((index) => mutantOf(samples, index));
    const asked = askPython(mutants);
    const ours = mutants.map(ourOutcomeOf);
    const theirs = await asked;
    for (const [at, { index, file, family }] of mutants.entries()) {
      const [mine, other] = [ours[at] ?? { verdict: '', codes: [] }, theirs.get(String(index))];
      const said = `${mine.verdict} ${mine.codes.join(', ')}`;
      seen.set(said, (seen.get(said) ?? 0) + 1);
      if (!isDeepStrictEqual(mine, other)) disagreements.push({ index, file, family, ours: mine, theirs: other });
    }
  }
  return { disagreements, seen };
}

function ourOutcomeOf(sample: Sample): Outcome {
  try {
    return outcomeOf(sample);
  } catch (error) {
    return { verdict: 'CRASH', codes: [String(error)] };
  }
}

/** What the Python verifier says, by the mutant's number. */
async function askPython(mutants: readonly Mutant[]): Promise<ReadonlyMap<string, Outcome>> {
  const folder = mkdtempSync(join(tmpdir(), 'mutants-'));
  const write = (name: string, bytes: Buffer | string): string => {
    writeFileSync(join(folder, name), bytes);
    return name;
  };
  try {
    const vectors = mutants.map(({ index, body, segments, binding }) => ({
      file: write(String(index), body),
      segments: segments.map((bytes, part) => write(`${index}.${part}`, bytes)),
      binding,
    }));
    return await pythonReports(join(folder, write('index.json', JSON.stringify({ vectors }))));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
