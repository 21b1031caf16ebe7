import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The licence texts of the packages in a bundle: their authors ask that the text goes where the code goes.
 * @param root the project's root
 * @param inputs the bundle's source files, relative to it
 */
export async function licenseTexts(root: string, inputs: readonly string[]): Promise<string> {
  const folders = [...new Set(inputs.flatMap((input) => packageFolder(input) ?? []))].sort();
  const texts = await Promise.all(folders.map((folder) => licenseOf(join(root, folder))));
  return `dist/ holds code of these packages, under these licences.\n\n${texts.join('\n')}`;
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
