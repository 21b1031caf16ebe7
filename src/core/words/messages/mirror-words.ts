import type { LoopRecord, MirrorSettings } from '../../model.ts';

/** What begins the message of a copy that failed. */
export const NOT_COPIED = 'The record could not be copied to the mirror';

/** What an effect says that copied a record. */
export function copiedTo({ mirror }: MirrorSettings, { head }: LoopRecord): string {
  return `${mirror}: entry ${head.seq}`;
}

/** A dry run. */
export function wouldBeCopied({ mirror }: MirrorSettings): string {
  return `The record would be copied to the mirror (${mirror}).`;
}

/** A run without secrets. */
export function notCopiedHere({ mirror }: MirrorSettings): string {
  return `The record was not copied to the mirror (${mirror}): events of forks and of Dependabot are given no secrets. The next run that writes it, or the next sweep, does so.`;
}
