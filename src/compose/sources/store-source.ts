import { matches } from '../../adapters/store/shared/index.ts';
import { hasCode, type LoopRecord, type RecordFilter, type Scannable } from '../../core/model.ts';
import { type OpenStore, openStore, type StoreAddress, type StoreEnvironment } from '../stores/index.ts';
import { type RecordSource, type UnreadRecord, wholeOrUnread } from './record-source.ts';

/**
 * The records of a store.
 * @param ids those that are asked for; none: all
 * @throws LoopForgeError `input_invalid`, `driver_missing`, `token_missing`
 */
export async function storeSource(
  address: StoreAddress,
  ids: readonly string[],
  env: StoreEnvironment,
): Promise<RecordSource> {
  const { name, repository } = await openStore(address, env, { mustExist: true });
  return {
    name,
    records: (filter) => (ids.length === 0 ? scanned(repository, filter) : named(repository, name, ids, filter)),
    close: async () => repository.close?.(),
  };
}

async function* scanned(
  repository: OpenStore['repository'] & Partial<Scannable>,
  filter: RecordFilter | undefined,
): AsyncGenerator<LoopRecord | UnreadRecord, void> {
  for await (const each of repository.scan?.(filter) ?? repository.list(filter)) {
    if ('problem' in each) yield { id: each.id, code: 'store_damaged', problem: each.problem };
    else yield wholeOrUnread(each);
  }
}

async function* named(
  repository: OpenStore['repository'],
  name: string,
  ids: readonly string[],
  filter: RecordFilter = {},
): AsyncGenerator<LoopRecord | UnreadRecord, void> {
  for (const id of ids) {
    const each = await readById(repository, name, id);
    if ('problem' in each || matches(each, filter)) yield each;
  }
}

async function readById(
  repository: OpenStore['repository'],
  name: string,
  id: string,
): Promise<LoopRecord | UnreadRecord> {
  try {
    const record = await repository.get(id);
    if (record !== null) return wholeOrUnread(record);
    return { id, code: 'record_not_found', problem: `There is no record ${id} in ${name}.` };
  } catch (error) {
    if (!hasCode(error, 'store_damaged', 'record_unreadable', 'record_tampered')) throw error;
    return { id, code: error.code, problem: error.message };
  }
}
