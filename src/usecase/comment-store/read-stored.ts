import type { GitHubItems, LoopRecord, Reading } from '../../core/model.ts';
import { readWholeRecord, recordAuthorsFor, searchRecord } from '../find-record/index.ts';
import { type SettingsRequest, settingsFor } from '../item-state/index.ts';

/** An item as it was read, and its whole record, with its sealed parts in their places; null: it has none. */
export interface ReadItem {
  readonly reading: Reading;
  readonly record: LoopRecord | null;
}

/**
 * @throws LoopForgeError `not_found` where there is no such item, `record_unreadable`, `record_tampered`,
 *   `config_invalid` and what GitHub answers
 */
export async function readStored(github: GitHubItems, request: SettingsRequest, number: number): Promise<ReadItem> {
  const reading = await github.read(number);
  const { law } = await settingsFor(request, reading);
  const { stored } = (await searchRecord(github, reading, recordAuthorsFor(reading, law))).found;
  // What a comment was decoded to is remembered, and what is returned is the caller's to change.
  const record = stored === null ? null : structuredClone(await readWholeRecord(github, number, stored));
  return { reading, record };
}
