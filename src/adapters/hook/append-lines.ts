import { constants } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Every write goes to the end, wherever that is by then; what is no file, such as a pipe that nobody reads, is not waited for. */
const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NONBLOCK;
/** Longer than another process takes for one write that is under way. */
const ONE_WRITE_MS = 20;

/**
 * Appends lines to a file by one write: the system puts writes of several processes one after the other (POSIX, `write` with
 * `O_APPEND`; not on NFS). The file is made where there is none, and its folder.
 * @throws Error it is no file, may not be written, or did not take all of it
 */
export async function appendLines(path: string, lines: readonly string[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, APPEND);
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new Error('it is no file');
    const start = (await endsCutOff(path)) ? '\n' : '';
    await writeWhole(file, Buffer.from(`${start}${lines.join('\n')}\n`, 'utf8'));
  } finally {
    await file.close();
  }
}

async function writeWhole(file: FileHandle, bytes: Buffer): Promise<void> {
  const { bytesWritten } = await file.write(bytes);
  if (bytesWritten < bytes.length) throw new Error(`only ${bytesWritten} of ${bytes.length} bytes were taken`);
}

/** A process that was killed, or a disk that was full, may have left a part of a line: no other line may go on from it. */
async function endsCutOff(path: string): Promise<boolean> {
  if (!(await endsInLine(path))) return false;
  await sleep(ONE_WRITE_MS);
  return endsInLine(path);
}

/** Whoever may write and not read cannot tell, and appends. */
async function endsInLine(path: string): Promise<boolean> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, constants.O_RDONLY);
    const { size } = await file.stat();
    const { bytesRead, buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(size - 1, 0));
    return bytesRead === 1 && buffer.toString('latin1') !== '\n';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EACCES') return false;
    throw error;
  } finally {
    await file?.close();
  }
}
