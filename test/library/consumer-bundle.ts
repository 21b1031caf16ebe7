import { build } from 'esbuild';
import { DRIVERS } from './consumer-project.ts';

/**
 * Bundles a program that imports the package, as its users do: minified, in one file, the drivers of stores left outside.
 * What is loaded late by `import()` counts too.
 * @param folder a project in which the package is installed
 */
export async function bundleConsumer(folder: string, program: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: folder },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    external: [...DRIVERS],
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}
