import { type ShownRecord, showRecord } from '../usecase/show.ts';
import { CancelSwitch } from './cancellation.ts';
import { type CliConnection, type CliItem, connectTo } from './cli-request.ts';

export type { ShownRecord };

/** @throws LoopForgeError `record_not_found`, `record_unreadable` and what GitHub answers */
export async function showItem(connection: CliConnection, item: CliItem): Promise<ShownRecord> {
  const { settings, configPath, configNamed } = connection;
  const github = connectTo(connection, item, new CancelSwitch());
  return showRecord(github, { inputs: settings, configPath, configNamed }, item.number);
}
