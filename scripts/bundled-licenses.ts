import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/**
 * The licence texts of the packages in a build: their authors ask that the text goes where the code goes.
 * @param root the project's root, where the paths of the metafile begin
 * @param folder what the build is called, for the first line
 */
export async function licenseTexts(root: string, folder: string, metafile: Metafile): Promise<string> {
  const folders = [...new Set(keptInputs(metafile).flatMap((input) => packageFolder(input) ?? []))].sort();
  const texts = await Promise.all(folders.map((path) => licenseOf(join(root, path))));
  return `${folder} holds code of these packages, under these licences.\n\n${texts.join('\n')}`;
}

/** The source files of which something is left in the build. */
function keptInputs(metafile: Metafile): readonly string[] {
  return Object.values(metafile.outputs).flatMap(({ inputs }) => {
    return Object.entries(inputs).flatMap(([name, { bytesInOutput }]) => (bytesInOutput > 0 ? name : []));
  });
}

/** `node_modules/@scope/name/lib/x.js` → `node_modules/@scope/name`; null for our own files. */
function packageFolder(input: string): string | null {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0] ?? null;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

async function licenseOf(folder: string): Promise<string> {
  const { name, version, license }: Manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).sort().find((entry) => /^licen[cs]e(?:\.|$)/i.test(entry));
  const text =
    file === undefined
      ? `(The package names its licence, ${license}, and carries no text.)`
      : await readFile(join(folder, file), 'utf8');
  return `${'-'.repeat(60)}\n${name} ${version}\n\n${text.replaceAll('\r\n', '\n').trim()}\n`;
}
