import { createHash } from 'node:crypto';

/** The longest readable part; file systems allow 255 bytes in all. */
const READABLE = 80;

/**
 * The name of the file that keeps a record: the id as far as every file system can write it, for people, and its hash,
 * which tells apart what is the same there, such as `A/b#1` and `a/b#1`. So any text has a name, and it is found without
 * looking through the folder.
 */
export function fileNameOf(id: string): string {
  const readable = id
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, READABLE);
  return `${readable === '' ? 'record' : readable}.${shortHashOf(id)}.json`;
}

/** Whether a file of a folder counts as one of the store's. Hidden ones are somebody else's, as are other kinds. */
export function isRecordName(name: string): boolean {
  return name.endsWith('.json') && !name.startsWith('.');
}

/** 128 bits in lower-case hexadecimal: no file system takes two of them for the same. */
export function shortHashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
