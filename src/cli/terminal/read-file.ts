import { readFileSync } from 'node:fs';
import { whyNotRead } from '../../adapters/system/file-words.ts';
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
    throw new LoopForgeError('input_invalid', `${nameOfFile(path)} ${whyNotRead(cause)}`, { cause });
  }
}

const STANDARD_INPUT = 0;
