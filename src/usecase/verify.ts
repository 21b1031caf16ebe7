import type { SettingsPatch } from '../core/settings.ts';
import type { VerifyGitHub } from '../core/verify/evidence.ts';
import type { Verification } from '../core/verify/types.ts';

/** What verifying needs of the outside world. */
export interface VerifyMeans {
  readonly github: VerifyGitHub;
  /** Settings given by the caller; the config file of the repository counts as in every run. */
  readonly inputs: SettingsPatch;
  readonly configPath: string;
  readonly configNamed: boolean;
  readonly log: (line: string) => void;
}

/**
 * Verifies the record of one item against itself and against all that GitHub remembers of it.
 * @throws LoopForgeError what GitHub answers where not even the item could be read (`not_found`, `rate_limited`, …).
 */
export async function verifyItem(means: VerifyMeans, number: number): Promise<Verification | null> {
  throw new Error('not written yet');
}

/** One after another, so that memory stays flat: each verification is yielded as soon as it is known. */
export async function* verifyItems(
  means: VerifyMeans,
  numbers: Iterable<number> | AsyncIterable<number>,
): AsyncGenerator<Verification> {
  throw new Error('not written yet');
}

/** Verifies an exported file, with no network: a record as JSON, or the body of a record comment. Never throws. */
export function verifyFile(text: string): Verification {
  throw new Error('not written yet');
}
