import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from './server-process.ts';

/** A new folder for what a server keeps, owned by whom it runs as. */
export async function newDataFolder(engine: string, account?: Account): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `loopforge-${engine}-`));
  if (account !== undefined) await chown(folder, account.uid, account.gid);
  return folder;
}

export async function removeDataFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
