import { readFileSync } from 'node:fs';
import { LoopForgeError } from '../../core/model.ts';

/** What people call a path, `-` being standard input. */
export function nameOfFile(path: string): string {
  return path === '-' ? 'standard input' : path;
}

/** The bytes of a file as they are; `-` is standard input. @throws LoopForgeError `input_invalid` */
export function readNamedFile(path: string): Uint8Array {
  try {
    return readFileSync(path === '-' ? STANDARD_INPUT : path);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    const why = WORDS[code] ?? `cannot be read (${code}).`;
    throw new LoopForgeError('input_invalid', `${nameOfFile(path)} ${why}`, { cause });
  }
}

const STANDARD_INPUT = 0;

const WORDS: { readonly [code: string]: string } = {
  ENOENT: 'does not exist.',
  ENOTDIR: 'does not exist.',
  EISDIR: 'is a folder, not a file.',
  EACCES: 'may not be read by whoever started this.',
  EPERM: 'may not be read by whoever started this.',
};
