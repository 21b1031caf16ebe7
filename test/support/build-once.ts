import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { buildAction } from '../../scripts/build.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The bundle that was built for this run of the tests, or why there is none. */
    readonly bundle: /** `inputs`: the files that went into it, as paths from the root of the project. */
      | { readonly kind: 'built'; readonly folder: string; readonly inputs: readonly string[] }
      | { readonly kind: 'broken'; readonly why: string };
  }
}

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

let folder = '';

/**
 * Builds the action once, before all tests, into a folder of its own: tests of the bundle never run a stale one.
 * A build that fails does not stop the tests that need no bundle; those that do fail with its message.
 */
export async function setup(project: TestProject): Promise<void> {
  folder = await mkdtemp(join(ROOT, 'node_modules', '.loopforge-test-'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}\n');
  try {
    const { inputs } = await buildAction(join(folder, 'dist'));
    project.provide('bundle', { kind: 'built', folder: join(folder, 'dist'), inputs: Object.keys(inputs) });
  } catch (error) {
    project.provide('bundle', { kind: 'broken', why: String(error) });
  }
}

export async function teardown(): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}
