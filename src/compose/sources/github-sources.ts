import type { BulkGitHub, GitHub } from '../../adapters/github/github.ts';
import { matches } from '../../adapters/store/shared/index.ts';
import { hasCode, type LoopRecord, type RecordFilter } from '../../core/model.ts';
import { readStored, scanStored } from '../../usecase/comment-store/index.ts';
import type { SettingsRequest } from '../../usecase/item-state/index.ts';
import type { RecordSource, UnreadRecord } from './record-source.ts';

/** A repository on GitHub. */
export interface SourceRepository {
  readonly owner: string;
  readonly repo: string;
}

/** An item of one. */
export interface SourceItem extends SourceRepository {
  readonly number: number;
}

/** How GitHub is reached. */
export interface GitHubAccess {
  /** No request is made before the first call. */
  connect(repository: SourceRepository): GitHub;
  /** Whose comments count, and by which config file. */
  readonly settings: SettingsRequest;
}

/** All records of a repository, in the order in which its items were created. */
export function repositorySource({ owner, repo }: SourceRepository, access: GitHubAccess): RecordSource {
  const name = `${owner}/${repo}`;
  const github = access.connect({ owner, repo });
  return {
    name,
    records: async function* (filter = {}) {
      for await (const each of scanStored(await github.bulk(), access.settings, name)) {
        if ('problem' in each || matches(each, filter)) yield each;
      }
    },
    close: async () => {},
  };
}

/** The records of some items, in the order in which they were named. One that has none is told as one that cannot be read. */
export function itemsSource(items: readonly SourceItem[], access: GitHubAccess): RecordSource {
  const name = items.map(nameOfItem).join(', ');
  return {
    name,
    records: async function* (filter: RecordFilter = {}) {
      const connected = new Map<string, Promise<BulkGitHub>>();
      for (const item of items) {
        const place = `${item.owner}/${item.repo}`.toLowerCase();
        const github = connected.get(place) ?? access.connect(item).bulk();
        connected.set(place, github);
        const read = await readItem(item, await github, access.settings);
        if ('problem' in read || matches(read, filter)) yield read;
      }
    },
    close: async () => {},
  };
}

async function readItem(
  item: SourceItem,
  github: BulkGitHub,
  settings: SettingsRequest,
): Promise<LoopRecord | UnreadRecord> {
  const id = nameOfItem(item);
  try {
    const { record } = await readStored(github, settings, item.number);
    return record ?? { id, code: 'record_not_found', problem: `${id} has no record.` };
  } catch (error) {
    if (!hasCode(error, 'not_found', 'record_unreadable', 'record_tampered') || error.everywhere) throw error;
    return { id, code: error.code, problem: error.message };
  }
}

function nameOfItem({ owner, repo, number }: SourceItem): string {
  return `${owner}/${repo}#${number}`;
}
