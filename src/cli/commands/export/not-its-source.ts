import { realpath } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import { readStoreAddress } from '../../../compose/stores/index.ts';
import { type SourceOptions, wrongUse } from '../../arguments/index.ts';

/**
 * Refuses an export that would take the place of what it reads: of a file, of a store, or of a record in the folder of one.
 * @param output where it is to be
 * @param folder in which the command is started
 * @throws LoopForgeError `input_invalid`
 */
export async function refuseItsSource(output: string, options: SourceOptions, folder: string): Promise<void> {
  const source = pathOf(options);
  if (source === null) return;
  const way = relative(await realPath(resolve(folder, source)), await realPath(resolve(folder, output)));
  // Neither beside it nor above: it, or within it.
  if (way !== '..' && !way.startsWith(`..${sep}`))
    throw wrongUse('export', `"--output-file" would write over ${source}, which is read. Name another file.`);
}

function pathOf({ from, file }: SourceOptions): string | null {
  if (file !== undefined) return file === '-' ? null : file;
  const address = from === undefined ? null : readStoreAddress(from);
  return address !== null && 'path' in address ? address.path : null;
}

/** Without links; of what is not there yet as far as there is something. */
async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : resolve(await realPath(above), relative(above, path));
  }
}
