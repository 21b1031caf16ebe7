const LONGEST_BYTES = 2_000;

/** A server's own words, cut where they are no message but a page: what a proxy says can be a book. */
export function shortened(text: string): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(LONGEST_BYTES));
  return read === text.length ? text : `${text.slice(0, read)}…`;
}
