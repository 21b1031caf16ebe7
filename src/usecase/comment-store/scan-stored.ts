import type { ErrorCode, GitHubItems, ItemList, LoopRecord, UnreadableRecord } from '../../core/model.ts';
import type { SettingsRequest } from '../item-state/index.ts';
import { listStored } from './list-stored.ts';

/**
 * All records of a repository, one by one, and each that cannot be read in its place.
 * @param repository `owner/repo`, as ids of what cannot be read are to name it
 * @throws LoopForgeError what strikes all: what GitHub answers, `config_invalid`, `input_invalid`
 */
export async function* scanStored(
  github: GitHubItems & ItemList,
  request: SettingsRequest,
  repository: string,
): AsyncGenerator<LoopRecord | (UnreadableRecord & { readonly code: ErrorCode }), void> {
  for await (const listed of listStored(github, request)) {
    if (listed.kind === 'read') yield listed.record;
    else {
      const { code, message } = listed.error;
      yield { id: `${repository}#${listed.number}`, code, problem: message };
    }
  }
}
