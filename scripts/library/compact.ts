import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Metafile, transform } from 'esbuild';

/** From this share on a file counts as the code of others. */
const MOST = 0.9;

/**
 * Makes the files small that hold the code of others. Ours stays readable, for whoever debugs into it.
 * @param root where the paths of the metafile begin
 */
export async function compactTheirs(root: string, { outputs }: Metafile): Promise<void> {
  for (const [path, output] of Object.entries(outputs)) {
    if (theirShare(output) < MOST) continue;
    const file = join(root, path);
    const { code } = await transform(await readFile(file), {
      minify: true,
      format: 'esm',
      charset: 'utf8',
      legalComments: 'none',
    });
    await writeFile(file, code);
  }
}

function theirShare({ bytes, inputs }: Metafile['outputs'][string]): number {
  const theirs = Object.entries(inputs).filter(([path]) => path.includes('node_modules/'));
  return theirs.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0) / bytes;
}
