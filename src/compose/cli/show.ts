import { type ShownRecord, showRecord } from '../../usecase/by-hand/index.ts';
import { CancelSwitch } from '../github/index.ts';
import { type CliConnection, type CliItem, connectTo } from './request.ts';

/** @throws LoopForgeError `record_not_found`, `record_unreadable` and what GitHub answers */
export async function showItem(connection: CliConnection, item: CliItem): Promise<ShownRecord> {
  const { settings, configPath, configNamed } = connection;
  const github = connectTo(connection, item, new CancelSwitch());
  return showRecord(github, { inputs: settings, configPath, configNamed }, item.number);
}
