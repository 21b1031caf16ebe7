import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lifecyclesModule } from './sources/lifecycles.ts';
import { quickCheckDeclaration, quickCheckModule } from './sources/quick-check.ts';
import { validatorsDeclaration, validatorsModule } from './sources/validators.ts';
import { wasShapesModule } from './sources/was-shapes.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * The modules below `src` that are made from other files. They are not committed: an install, the tests and each build
 * write them.
 * @returns path below the project's root → the text that belongs there
 */
export function generatedSources(): ReadonlyMap<string, string> {
  return new Map([
    ['src/codec/lifecycle/generated/lifecycles.ts', lifecyclesModule()],
    ['src/codec/record/generated/quick-check.js', quickCheckModule()],
    ['src/codec/record/generated/quick-check.d.ts', quickCheckDeclaration()],
    ['src/codec/record/generated/validators.js', validatorsModule()],
    ['src/codec/record/generated/validators.d.ts', validatorsDeclaration()],
    ['src/codec/record/generated/was-shapes.ts', wasShapesModule()],
  ]);
}

/**
 * Writes the generated modules that are not there yet or no longer right. Each is in place at once, so that a process
 * that reads while another writes never sees half of one.
 * @returns the paths that were written
 */
export function writeGeneratedSources(root = ROOT): readonly string[] {
  const stale = [...generatedSources()].filter(([path, text]) => textAt(join(root, path)) !== text);
  for (const [path, text] of stale) {
    const file = join(root, path);
    const draft = `${file}.${process.pid}.tmp`;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(draft, text);
    renameSync(draft, file);
  }
  return stale.map(([path]) => path);
}

function textAt(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

if (import.meta.main) writeGeneratedSources();
