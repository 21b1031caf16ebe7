// After an install: makes the modules that are not committed, so that an editor finds them. An install without
// development dependencies has nothing to make them with, and nothing that needs them.
import { existsSync } from 'node:fs';

if (existsSync(new URL('../node_modules/typescript/package.json', import.meta.url))) {
  const { writeGeneratedSources } = await import('./generate-sources.ts');
  writeGeneratedSources();
}
