/** An issue or pull request as people write it. */
export interface ItemReference {
  readonly number: number;
  /** `owner/repo`, or null where only the number was given. */
  readonly repository: string | null;
  /** `https://host` of a URL, or null where it was no URL. */
  readonly origin: string | null;
}

const SHORT = /^(?:(?<repository>[\w.-]+\/[\w.-]+)?#)?(?<number>[1-9]\d{0,9})$/;
const PATHNAME = /^\/(?<repository>[\w.-]+\/[\w.-]+)\/(?:issues|pull)\/(?<number>[1-9]\d{0,9})\/?$/;

/**
 * Reads `42`, `#42`, `owner/repo#42` or the URL of an issue or pull request.
 * @returns null when the text is none of these
 */
export function readItemReference(text: string): ItemReference | null {
  const short = SHORT.exec(text);
  if (short)
    return { number: Number(short.groups?.['number']), repository: short.groups?.['repository'] ?? null, origin: null };
  const url = URL.canParse(text) ? new URL(text) : null;
  const path = url === null || !/^https?:$/.test(url.protocol) ? null : PATHNAME.exec(url.pathname);
  if (url === null || path === null) return null;
  return {
    number: Number(path.groups?.['number']),
    repository: path.groups?.['repository'] ?? null,
    origin: url.origin,
  };
}
