import { LoopForgeError, type LoopRecord } from '../../core/model.ts';
import { type ShownRecord, showRecord } from '../../usecase/by-hand/index.ts';
import { CancelSwitch } from '../github/index.ts';
import { wholeOrUnread } from '../sources/index.ts';
import { openStore, readStoreAddress, type StoreEnvironment } from '../stores/index.ts';
import { type CliConnection, type CliItem, connectTo } from './request.ts';

/** @throws LoopForgeError `input_invalid`, `record_not_found`, `record_unreadable` and what GitHub answers */
export async function showItem(connection: CliConnection, item: CliItem): Promise<ShownRecord> {
  const { settings, configPath, configNamed } = connection;
  const github = connectTo(connection, item, new CancelSwitch());
  return showRecord(github, { inputs: settings, configPath, configNamed }, item.number);
}

/**
 * A record of a store, by its id or its ref.
 * @throws LoopForgeError `input_invalid`, `record_not_found`, `record_unreadable`, `driver_missing`, and what the store answers
 */
export async function recordInStore(address: string, name: string, env: StoreEnvironment): Promise<LoopRecord> {
  const store = await openStore(readStoreAddress(address), env, { mustExist: true });
  try {
    const { repository } = store;
    const record = (await repository.get(name)) ?? (await repository.getByRef(name));
    if (record === null) throw new LoopForgeError('record_not_found', `There is no record ${name} in ${store.name}.`);
    const read = wholeOrUnread(record);
    if ('problem' in read) throw new LoopForgeError(read.code, read.problem);
    return read;
  } finally {
    await store.repository.close?.();
  }
}
