import { settingsFor } from '../item-state/index.ts';
import type { VerifyPorts } from './evidence/index.ts';
import type { VerifyResult } from './result.ts';
import { verifyReading } from './verify-reading.ts';

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
