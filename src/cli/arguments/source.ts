import { readItemReference } from '../../codec/text/index.ts';
import type { CancelSwitch } from '../../compose/github/index.ts';
import type { RecordSource, SourceAddress } from '../../compose/sources/index.ts';
import { readStoreAddress } from '../../compose/stores/index.ts';
import type { Terminal } from '../terminal/index.ts';
import { type ConnectionOptions, readConnection } from './connection.ts';
import { readItems, readRepository } from './items.ts';
import { wrongUse } from './wrong-use.ts';

/** What the options say of where records are, and of how to reach GitHub where they are there. */
export interface SourceOptions extends ConnectionOptions {
  readonly from?: string | undefined;
  readonly file?: string | undefined;
  /** The repository of items that name none. */
  readonly repo?: string | undefined;
}

/** Whose command line it is. */
export interface SourceUse {
  readonly command: string;
  readonly terminal: Terminal;
  readonly cancellation: CancelSwitch;
}

/**
 * Opens what a command reads records from.
 * @param names as {@link readSource} takes them
 * @throws LoopForgeError `input_invalid`, `token_missing`, `driver_missing`
 */
export async function openNamedSource(
  names: readonly string[],
  options: SourceOptions,
  use: SourceUse,
): Promise<RecordSource> {
  const address = readSource(names, options, use);
  // What reads records is loaded by those commands alone, and not by every help.
  const { openSource } = await import('../../compose/sources/open-source.ts');
  const { sourceAccess } = await import('../../compose/cli/source-access.ts');
  const { env, input } = use.terminal;
  const connection = () => readConnection(options, use.terminal);
  const { cancellation } = use;
  return openSource(address, sourceAccess({ env, input, cancellation, connection }));
}

/**
 * Where a command's records are: in a repository, or in items that are named; or in a store or a file, where names are ids
 * of records. Without a name all of its records are meant.
 * @throws LoopForgeError `input_invalid`, `token_missing`
 */
function readSource(
  names: readonly string[],
  options: SourceOptions,
  { command, terminal }: Pick<SourceUse, 'command' | 'terminal'>,
): SourceAddress {
  const { from, file, repo } = options;
  if (from !== undefined && file !== undefined) throw wrongUse(command, '"--from" and "--file" exclude each other.');
  const ids = [...new Set(names)];
  if (from !== undefined) return { kind: 'store', store: readStoreAddress(from), ids };
  if (file !== undefined) return { kind: 'file', path: file, ids };
  const [first] = names;
  if (first === undefined)
    throw wrongUse(command, 'Where are the records? Name owner/repo or owner/repo#42, or give --from or --file.');
  if (names.some(isRepository)) {
    if (names.length > 1) throw wrongUse(command, 'A repository is read whole, and alone. Name one, or items.');
    return { kind: 'repository', repository: readRepository(command, first) };
  }
  const neither = names.find((name) => readItemReference(name) === null);
  if (neither !== undefined)
    throw wrongUse(command, `"${neither}" is no repository and no item. Write owner/repo or owner/repo#42.`);
  const { server } = readConnection(options, terminal).endpoints;
  return { kind: 'items', items: readItems(names, { command, repo, server }) };
}

function isRepository(name: string): boolean {
  return /^[^/#:]+\/[^/#:]+$/.test(name);
}
