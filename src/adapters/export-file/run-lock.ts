import { rm } from 'node:fs/promises';
import { LoopForgeError } from '../../core/model.ts';
import { FileLock } from '../store/file/file-lock.ts';
import { isBusy } from '../store/shared/index.ts';
import { outputFailed } from './output-failed.ts';

/**
 * Makes this the only run that writes a file. The system frees the lock when the process ends, however that is.
 * @returns how it is freed
 * @throws LoopForgeError `output_failed` where another run has it
 */
export async function lockRun(path: string, lockPath: string): Promise<() => Promise<void>> {
  const lock = new FileLock(lockPath, 0);
  const { promise: isOver, resolve: end } = Promise.withResolvers<void>();
  const { promise: isTaken, resolve: take } = Promise.withResolvers<void>();
  const held = lock.hold(() => {
    take();
    return isOver;
  });
  try {
    await Promise.race([isTaken, held]);
  } catch (cause) {
    await lock.close();
    if (!isBusy(cause)) throw outputFailed(path, cause);
    const message = `Another run writes ${path} just now. Wait for its end, or name another file.`;
    throw new LoopForgeError('output_failed', message, { cause });
  }
  return async () => {
    // While it is held: whoever waits for this very file finds it gone, and makes another.
    await rm(lockPath, { force: true }).catch(() => {});
    end();
    await held;
    await lock.close();
  };
}
