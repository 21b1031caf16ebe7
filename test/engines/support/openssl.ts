import { execFile } from 'node:child_process';
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Engine } from './engine.ts';
import { findProgram } from './find-program.ts';

const PROGRAM = findProgram('openssl');

export const OPENSSL: Engine = {
  name: 'OpenSSL',
  missing: PROGRAM === null ? 'there is no openssl here (apt-get install openssl)' : null,
};

export interface Certificate {
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly certificate: string;
}

/** A certificate for 127.0.0.1 that vouches for itself, in a folder. */
export async function selfSigned(folder: string): Promise<Certificate> {
  if (PROGRAM === null) throw new Error(`${OPENSSL.name}: ${OPENSSL.missing}`);
  const [certificateFile, keyFile] = [join(folder, 'server.crt'), join(folder, 'server.key')];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const files = ['-keyout', keyFile, '-out', certificateFile];
  await promisify(execFile)(PROGRAM, [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    ...subject,
    ...files,
  ]);
  await chmod(keyFile, 0o600);
  return { certificateFile, keyFile, certificate: await readFile(certificateFile, 'utf8') };
}
