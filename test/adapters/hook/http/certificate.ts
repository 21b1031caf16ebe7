import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';

// Just enough of X.509 (https://www.rfc-editor.org/rfc/rfc5280) to make certificates while a test runs, so that no key
// lies in the repository and none runs out.

interface Certificate {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
}

export interface Authority {
  readonly ca: string;
  /** @param names hosts, or addresses of IPv4 */
  readonly issue: (names: readonly string[], validity?: Validity) => Certificate;
}

interface Validity {
  readonly from: Date;
  readonly to: Date;
}

const HOUR_MS = 3_600_000;

/** A certificate authority that nobody trusts but who is told to. */
export function authority(): Authority {
  const ca = pair();
  const issuer = nameOf('Test authority');
  const own = certificate({ subject: issuer, issuer, key: ca.publicKey, by: ca.privateKey, extensions: [CA] });
  return {
    ca: own,
    issue: (names, validity) => {
      const { publicKey, privateKey } = pair();
      const extensions = [extension('551d11', sequence(...names.map(alternative)))];
      const subject = nameOf(names[0] ?? '');
      const cert = certificate({ subject, issuer, key: publicKey, by: ca.privateKey, extensions, ...{ validity } });
      return { cert, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
    },
  };
}

function pair(): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  return generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
}

interface ToBeSigned {
  readonly subject: Buffer;
  readonly issuer: Buffer;
  readonly key: KeyObject;
  readonly by: KeyObject;
  readonly extensions: readonly Buffer[];
  readonly validity?: Validity | undefined;
}

let serial = 1;

function certificate({ subject, issuer, key, by, extensions, validity }: ToBeSigned): string {
  const now = Date.now();
  const { from, to } = validity ?? { from: new Date(now - HOUR_MS), to: new Date(now + HOUR_MS) };
  serial += 1;
  const toBeSigned = sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, Buffer.from([serial])),
    ECDSA_WITH_SHA256,
    issuer,
    sequence(time(from), time(to)),
    subject,
    key.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions)),
  );
  const signature = sign('sha256', toBeSigned, by);
  const der = sequence(toBeSigned, ECDSA_WITH_SHA256, tagged(0x03, Buffer.from([0]), signature));
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}

/** 1.2.840.10045.4.3.2 */
const ECDSA_WITH_SHA256 = sequence(tagged(0x06, Buffer.from('2a8648ce3d040302', 'hex')));
/** Basic constraints: it may issue others. */
const CA = extension('551d13', sequence(tagged(0x01, Buffer.from([0xff]))));

function extension(id: string, value: Buffer): Buffer {
  return sequence(tagged(0x06, Buffer.from(id, 'hex')), tagged(0x04, value));
}

function alternative(name: string): Buffer {
  return isIPv4(name) ? tagged(0x87, Buffer.from(name.split('.').map(Number))) : tagged(0x82, Buffer.from(name));
}

function nameOf(common: string): Buffer {
  const type = tagged(0x06, Buffer.from('550403', 'hex'));
  return sequence(tagged(0x31, sequence(type, tagged(0x0c, Buffer.from(common)))));
}

function time(date: Date): Buffer {
  return tagged(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, '')));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, ...parts);
}

function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
