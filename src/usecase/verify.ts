import { type VerifyOptions, verifyText } from '../codec/verify/verify-text.ts';
import { LoopForgeError } from '../core/errors.ts';
import { unclear } from '../core/verify/finding.ts';
import type { Verification } from '../core/verify/types.ts';
import { conclude, NO_SUBJECT, ran } from '../core/verify/verdict.ts';
import type { VerifyMeans } from './verify-means.ts';
import { verifyReading } from './verify-reading.ts';

export type { VerifyMeans } from './verify-means.ts';

/**
 * Verifies the record of one item against itself and against all that GitHub remembers of it.
 * @returns null where the item has no record and nothing hints that it ever had one
 * @throws LoopForgeError what GitHub answers where not even the item could be read (`not_found`, `rate_limited`, …), and
 *   `config_invalid`.
 */
export async function verifyItem(means: VerifyMeans, number: number): Promise<Verification | null> {
  return verifyReading(means, await means.github.read(number));
}

/**
 * One item after another, each yielded as soon as it is known, so that memory stays flat. Items without a record are
 * left out; one that could not be read is `INCONCLUSIVE` and does not stop the others.
 * @throws LoopForgeError `config_invalid`, `permission_missing`, `rate_limited`: what would strike every item.
 */
export async function* verifyItems(
  means: VerifyMeans,
  numbers: Iterable<number> | AsyncIterable<number>,
): AsyncGenerator<Verification> {
  for await (const number of numbers) {
    try {
      const verification = await verifyItem({ runs: false, ...means }, number);
      if (verification !== null) yield verification;
    } catch (error) {
      if (!(error instanceof LoopForgeError) || FOR_ALL.includes(error.code)) throw error;
      means.log(`#${number} could not be verified: ${error.message}`);
      yield unreadable(number, error);
    }
  }
}

const FOR_ALL: readonly string[] = [
  'config_invalid',
  'input_invalid',
  'permission_missing',
  'rate_limited',
  'cancelled',
];

/**
 * Verifies an exported file, with no network: a record as JSON, or the body of a record comment. `PASS` has the scope
 * `record`: the file holds in itself, and the checks that need GitHub are listed as not run. Never throws.
 */
export function verifyFile(text: string, options: VerifyOptions = {}): Verification {
  return verifyText(text, options);
}

function unreadable(number: number, error: LoopForgeError): Verification {
  const read = ran('one_record', [unclear('partial_read', null, `The item could not be read: ${error.message}`)]);
  return conclude('github', { ...NO_SUBJECT, number }, [read], 'The item could not be read.');
}
