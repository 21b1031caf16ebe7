/** Why a file cannot be read, as what follows its name: `does not exist.` */
export function whyNotRead(cause: unknown): string {
  const code = codeOf(cause);
  return WORDS[code] ?? `cannot be read (${code}).`;
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
}

const WORDS: { readonly [code: string]: string } = {
  ENOENT: 'does not exist.',
  ENOTDIR: 'does not exist.',
  EISDIR: 'is a folder, not a file.',
  EACCES: 'may not be read by whoever started this.',
  EPERM: 'may not be read by whoever started this.',
};
