import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** How a declaration names another one: `from './a.ts'`, `import('./a.ts')` or `import './a.ts'`. */
const ANOTHER = /((?:from |import\(|import )['"])(\.{1,2}\/[^'"\n]+)\.ts(?=['"])/g;

/**
 * Writes the declarations of the library into a folder: the one of its doors and those that they lead to, no others.
 * @param root the project's root
 * @param doors the library's source files, in `src`
 * @throws Error with what the compiler said
 */
export async function buildTypes(root: string, doors: readonly string[], outdir: string): Promise<void> {
  const all = await mkdtemp(join(tmpdir(), 'loopforge-types-'));
  try {
    await declare(root, doors, all);
    const declared = doors.map((door) => door.replace(/^src\//, '').replace(/\.ts$/, '.d.ts'));
    for (const [path, text] of await ledTo(all, declared)) {
      await mkdir(dirname(join(outdir, path)), { recursive: true });
      // Source files import each other as `.ts`; beside the declarations stand none.
      await writeFile(join(outdir, path), text.replace(ANOTHER, '$1$2.js'));
    }
  } finally {
    await rm(all, { recursive: true, force: true });
  }
}

/** Writes the declarations of source files and of all that they import. */
async function declare(root: string, files: readonly string[], outDir: string): Promise<void> {
  const options = { noEmit: false, declaration: true, emitDeclarationOnly: true, outDir, rootDir: join(root, 'src') };
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { ...options, typeRoots: [join(root, 'node_modules', '@types')] },
    files: files.map((file) => join(root, file)),
    include: [],
  };
  const project = join(outDir, 'tsconfig.json');
  await writeFile(project, JSON.stringify(config));
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, '-p', project], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The declarations could not be made:\n${stdout}${stderr}`);
}

/** Declarations and every other that they lead to, by their paths. */
async function ledTo(folder: string, first: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  const paths = new Set(first);
  for (const path of paths) {
    const text = await readFile(join(folder, path), 'utf8');
    texts.set(path, text);
    for (const [, , named = ''] of text.matchAll(ANOTHER)) paths.add(`${join(dirname(path), named)}.d.ts`);
  }
  return texts;
}
