import { LoopForgeError } from '../../../core/model.ts';

/**
 * Loads a store's driver, which is an optional peer of the package.
 * @param name of the package, such as `pg`
 * @throws LoopForgeError `driver_missing` where it is not installed
 */
export async function loadDriver<Driver>(name: string, load: () => Promise<Driver>): Promise<Driver> {
  try {
    return await load();
  } catch (cause) {
    if (!isMissing(cause, name)) throw cause;
    const message = `This store needs the package "${name}", which is not installed: npm install ${name}`;
    throw new LoopForgeError('driver_missing', message, { cause });
  }
}

/** That the package itself is not there; one that lacks a part of its own is broken, and says so itself. */
function isMissing(error: unknown, name: string): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  const isNotFound = error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND';
  return isNotFound && error.message.includes(`'${name}'`);
}
