import { keyedHash, LoopForgeError } from '../../../core/model.ts';
import type { Pseudonym } from './export-names.ts';

/** In bytes: what cannot be found by trying keys. */
const SHORTEST_KEY = 16;
/** 40 bits: of 10,000 people two have the same with a chance of 1 in 20,000. */
const DIGITS = 10;

/**
 * Names such as `person-7f3a9c21d0`: HMAC-SHA256 of the account's id by a key that is one export's, or that of all exports
 * that are to agree. Account ids are small numbers, so that without the key nothing would keep anybody from trying them all.
 * @param key at least 16 bytes
 * @throws LoopForgeError `input_invalid` where the key is shorter
 */
export function pseudonymFrom(key: Uint8Array): Pseudonym {
  if (key.length < SHORTEST_KEY) {
    const message = `The key of pseudonyms has ${key.length} bytes, and needs ${SHORTEST_KEY}: whoever guesses it can tell who is who.`;
    throw new LoopForgeError('input_invalid', message);
  }
  return (accountId) => `person-${keyedHash('pseudonym', key, accountId).slice(0, DIGITS)}`;
}
