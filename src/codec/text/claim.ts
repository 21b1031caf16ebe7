import { claimSize, encodedSize, type JsonObject, SIZES } from '../../core/model.ts';

/** In any script: what takes more is full of characters that the record has to spell out. */
const MAX_REASON_BYTES = 1024;
const MAX_REASON_SIZE = 3_100;

/** What keeps a reason out of the record, or null. */
export function problemOfReason(reason: string): string | null {
  if (!reason.isWellFormed()) return 'is not valid Unicode';
  if (Buffer.byteLength(reason) > MAX_REASON_BYTES)
    return `is longer than ${MAX_REASON_BYTES} bytes: at most ${MAX_REASON_BYTES} bytes are kept`;
  const size = encodedSize(reason);
  if (size <= MAX_REASON_SIZE) return null;
  return `takes ${size} characters in the record, where "<", ">" and "&" take six each, and at most ${MAX_REASON_SIZE} are kept`;
}

/** What keeps a claim out of the record as a whole, or null: there is room for so much in one entry. */
export function problemOfClaim(metadata: JsonObject, reason: string | null): string | null {
  const size = claimSize(reason === null ? metadata : { ...metadata, reason });
  if (size <= SIZES.claim) return null;
  return `"metadata" and "reason" take ${size} characters in the record together, and one entry keeps at most ${SIZES.claim}.`;
}
