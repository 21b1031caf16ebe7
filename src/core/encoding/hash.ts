// Not by its name: a Node that lacks it should get as far as being told that it is too old.

import nodeCrypto from 'node:crypto';
import { type Hash, type Sha, trustedHash, trustedSha } from '../values/index.ts';

/**
 * `H(label, x) = SHA-256("loopforge/" label "/v1" 0x00 x)` as unpadded base64url, 43 characters.
 * The label keeps hashes of different things apart even where their bytes are the same.
 */
export function taggedHash(label: string, text: string): Hash {
  return trustedHash(nodeCrypto.hash('sha256', `loopforge/${label}/v1\0${text}`, 'base64url'));
}

/** The id that Git gives a file with this content. */
export function blobId(text: string): Sha {
  const bytes = Buffer.from(text, 'utf8');
  return trustedSha(nodeCrypto.createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex'));
}

/** The commitment to a value that can be erased: `H("redact/" name, salt ‖ text)` with 32 raw bytes of salt. */
export function saltedHash(name: string, salt: Uint8Array, text: string): Hash {
  const bytes = [Buffer.from(`loopforge/redact/${name}/v1\0`, 'utf8'), salt, Buffer.from(text, 'utf8')];
  return trustedHash(nodeCrypto.hash('sha256', Buffer.concat(bytes), 'base64url'));
}

/** HMAC-SHA256 of a text in 64 lower-case hexadecimal digits: nobody without the key can find the text by trying. */
export function keyedHash(label: string, key: Uint8Array, text: string): string {
  return nodeCrypto.createHmac('sha256', key).update(`loopforge/${label}/v1\0${text}`).digest('hex');
}

export function toBase64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');
}

export function fromBase64Url(text: string): Uint8Array {
  return Buffer.from(text, 'base64url');
}
