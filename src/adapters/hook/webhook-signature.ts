import { Webhook } from 'standardwebhooks';
import { LoopForgeError } from '../../core/model.ts';

/** What is signed. */
interface Signed {
  /** The same over all tries. Without a dot. */
  readonly id: string;
  /** Of this try, in milliseconds since the beginning of 1970. */
  readonly at: number;
  readonly body: string;
}

/** The headers by which a receiver knows who sent a body, and when. */
export type Signer = (signed: Signed) => { readonly [name: string]: string };

const PREFIX = /^whsec_/;

/**
 * Signs as Standard Webhooks 1.0 has it, by each of the secrets, so that one can follow another without a gap:
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 * @param secrets 24 to 64 bytes in base64 each, with `whsec_` before them or without
 * @throws LoopForgeError `input_invalid` one of them is something else; it is not repeated
 */
export function signerBy(secrets: readonly string[]): Signer {
  const keys = secrets.map((secret) => new Webhook(bytesOf(secret), { format: 'raw' }));
  return ({ id, at, body }) => ({
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1000)),
    'webhook-signature': keys.map((key) => key.sign(id, new Date(at), body)).join(' '),
  });
}

function bytesOf(secret: string): Uint8Array {
  const bytes = Buffer.from(secret.replace(PREFIX, ''), 'base64');
  if (bytes.length >= 24 && bytes.length <= 64) return bytes;
  throw new LoopForgeError(
    'input_invalid',
    'A secret that signs must be "whsec_" and 24 to 64 bytes in base64; `openssl rand -base64 32` makes them.',
  );
}
