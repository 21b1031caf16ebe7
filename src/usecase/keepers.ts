import type { LawSettings } from '../core/settings.ts';
import type { Look } from './look.ts';
import { GITHUB_ACTIONS_BOT } from './stored-record.ts';

/** Numeric ids of the accounts that keep records in every run of this repository, whoever runs it. */
export function keepersOf({ trustedAuthors }: Pick<LawSettings, 'trustedAuthors'>): ReadonlySet<string> {
  return new Set([GITHUB_ACTIONS_BOT, ...trustedAuthors]);
}

/** Whether the locks of our own account are heeded by every other run; those of a person are not. */
export function isKeeper({ law, reading }: Pick<Look, 'law' | 'reading'>): boolean {
  return reading.viewer.id !== null && keepersOf(law).has(reading.viewer.id);
}
