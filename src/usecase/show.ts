import type { CommentFact, GitHubItems } from '../core/ports.ts';
import type { LoopRecord } from '../core/record/record.ts';
import { storedIn } from './by-hand.ts';
import { recordAuthorsFor } from './keepers.ts';
import { searchRecord } from './search-record.ts';
import { type SettingsRequest, settingsFor } from './settings-for.ts';
import { readWholeRecord } from './whole-record.ts';

export interface ShownRecord {
  /** With its sealed parts in their places. */
  readonly record: LoopRecord;
  readonly comment: CommentFact;
  /** Comments that look like a record and are not ours. */
  readonly warnings: readonly string[];
}

/**
 * Reads the whole record of an item, and nothing else.
 * @throws LoopForgeError `record_not_found`, `record_unreadable`, `record_tampered`, `config_invalid` and what GitHub answers.
 */
export async function showRecord(github: GitHubItems, request: SettingsRequest, number: number): Promise<ShownRecord> {
  const reading = await github.read(number);
  const { law } = await settingsFor(request, reading);
  const { found } = await searchRecord(github, reading, recordAuthorsFor(reading, law, { byHand: true }));
  const stored = storedIn({ found, reading });
  return { record: await readWholeRecord(github, number, stored), comment: stored.comment, warnings: found.warnings };
}
