import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Amazon's own DynamoDB Local 1.25.1 lies whole in this package, 56 MB: too much for every install. */
const PACKAGE = 'amplify-dynamodb-simulator@2.9.30';
const TARBALL = 'amplify-dynamodb-simulator-2.9.30.tgz';
const SHA_256 = '3503ffac19f183407909fecdacf4db51ab1fdad1da7b2f177016670b2d80e4b9';
const CACHE = join(import.meta.dirname, '../../../node_modules/.cache/loopforge');
const FOLDER = join(CACHE, 'dynamodb-local-1.25.1');

/**
 * The folder with `DynamoDBLocal.jar`: fetched once by npm, checked, unpacked and kept beside the modules.
 * @throws where it cannot be fetched, or is not what it was
 */
export async function dynamodbLocal(): Promise<string> {
  if (existsSync(FOLDER)) return FOLDER;
  await mkdir(CACHE, { recursive: true });
  const beside = await mkdtemp(join(CACHE, 'fetching-'));
  try {
    await run('npm', ['pack', PACKAGE, '--silent', '--pack-destination', beside], { cwd: beside });
    await check(join(beside, TARBALL));
    await run('tar', ['-xzf', TARBALL, 'package/emulator'], { cwd: beside });
    await rename(join(beside, 'package', 'emulator'), FOLDER);
  } catch (error) {
    // Another process was first.
    if (!existsSync(FOLDER)) throw error;
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
  return FOLDER;
}

async function check(path: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const found = hash.digest('hex');
  if (found !== SHA_256) throw new Error(`${TARBALL} is another file than it was: its SHA-256 is ${found}`);
}
