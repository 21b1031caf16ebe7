import type { CommentFact, GitHubItems, LoopRecord } from '../../core/model.ts';
import { readWholeRecord, recordAuthorsFor, searchRecord } from '../find-record/index.ts';
import { type SettingsRequest, settingsFor } from '../item-state/index.ts';
import { storedIn } from './by-hand.ts';

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
