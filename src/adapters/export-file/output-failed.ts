import { LoopForgeError } from '../../core/model.ts';

const WORDS: { readonly [code: string]: string } = {
  EACCES: 'whoever started this may not write there',
  EPERM: 'whoever started this may not write there',
  EROFS: 'that file system is read-only',
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  EFBIG: 'the file system takes no file that is so large',
};

/** Why an output cannot be written. @param advice what to do about it, as a sentence */
export function outputFailed(path: string, cause: unknown, advice = ''): LoopForgeError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const why = WORDS[code] ?? (cause instanceof Error ? cause.message : String(cause));
  const what = code === '' ? why : `${why} (${code})`;
  return new LoopForgeError('output_failed', `${path} cannot be written: ${what}. ${advice}`.trim(), { cause });
}
