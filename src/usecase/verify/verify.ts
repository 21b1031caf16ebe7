import { textOf, verifyBytes } from '../../codec/verify/index.ts';
import type { Render } from '../../core/model.ts';
import type { Verification } from '../../core/verify/index.ts';
import { settingsFor } from '../item-state/index.ts';
import type { VerifyPorts } from './means.ts';
import { verifyReading } from './reading.ts';
import type { VerifyResult } from './result.ts';

/**
 * Verifies the record of one item against itself and against all that GitHub remembers of it.
 * @returns `no_record` where the item has none, with what hints that it once had one
 * @throws LoopForgeError what GitHub answers where not even the item could be read (`not_found`, `rate_limited`, …), and
 *   `config_invalid`.
 */
export async function verifyOne(ports: VerifyPorts, number: number): Promise<VerifyResult> {
  const reading = await ports.github.read(number);
  const { law, run } = await settingsFor(ports, reading);
  const verification = await verifyReading(ports, reading, law);
  if (verification === null) return { kind: 'no_record', number, notices: [] };
  if (verification.recordId !== null || verification.verdict !== 'PASS') {
    return { kind: 'verified', verification, settings: run };
  }
  return { kind: 'no_record', number, notices: verification.checks.flatMap(({ findings }) => findings) };
}

/**
 * Verifies an exported file, with no network: a record as JSON, or the body of a record comment, and beside it the bodies
 * of the comments with its sealed parts. `PASS` has the scope `record`: the file holds in itself, and the checks that
 * need GitHub are listed as not run. Never throws.
 */
export function verifyFileWith(
  file: Uint8Array,
  { parts, render }: { readonly parts: readonly Uint8Array[]; readonly render: Render },
): Verification {
  // What is no text is no sealed part either: it is passed over.
  return verifyBytes(file, { segments: parts.flatMap((part) => textOf(part) ?? []), render });
}
