import { bytesOfFile, bytesOfStream } from '../../adapters/record-file/index.ts';
import { keepMemorySmall } from '../../adapters/system/memory.ts';
import type { StoreAddress, StoreEnvironment } from '../stores/index.ts';
import { fileSource } from './file-source.ts';
import {
  type GitHubAccess,
  itemsSource,
  repositorySource,
  type SourceItem,
  type SourceRepository,
} from './github-sources.ts';
import type { RecordSource } from './record-source.ts';
import { storeSource } from './store-source.ts';

/** Where records are, as a command was told. */
export type SourceAddress =
  | { readonly kind: 'repository'; readonly repository: SourceRepository }
  | { readonly kind: 'items'; readonly items: readonly SourceItem[] }
  /** `ids` of the records that are asked for; none: all. */
  | { readonly kind: 'store'; readonly store: StoreAddress; readonly ids: readonly string[] }
  /** `-` is standard input. */
  | { readonly kind: 'file'; readonly path: string; readonly ids: readonly string[] };

/** What sources need of whoever opens them. */
export interface SourceAccess {
  readonly env: StoreEnvironment;
  /** Asked for GitHub alone. @throws LoopForgeError `token_missing`, `input_invalid` */
  github(): GitHubAccess;
  /** Standard input. */
  input(): AsyncIterable<Uint8Array>;
}

/**
 * Opens a source, for a process that reads it through: what is read dies at once. Code of stores and drivers is loaded then, and no other's.
 * @throws LoopForgeError `input_invalid`, `token_missing`, `driver_missing`
 */
export async function openSource(address: SourceAddress, access: SourceAccess): Promise<RecordSource> {
  keepMemorySmall();
  switch (address.kind) {
    case 'repository':
      return repositorySource(address.repository, access.github());
    case 'items':
      return itemsSource(address.items, access.github());
    case 'store':
      return storeSource(address.store, address.ids, access.env);
    case 'file': {
      const { path, ids } = address;
      const name = path === '-' ? 'standard input' : path;
      return fileSource(
        name,
        () => (path === '-' ? bytesOfStream(access.input(), name) : bytesOfFile(path, name)),
        ids,
      );
    }
  }
}
