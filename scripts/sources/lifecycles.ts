import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const FOLDER = new URL('../../lifecycles/', import.meta.url);

/** The module that holds the built-in lifecycles of `lifecycles/*.yml`, so that no YAML parser is needed at run time. */
export function lifecyclesModule(): string {
  return `// Made by scripts/generate-sources.ts from lifecycles/*.yml.
import type { LifecycleDefinition } from '../format.ts';

${constant('STANDARD_DATA', 'standard')}
${constant('STRICT_DATA', 'strict')}`;
}

function constant(name: string, file: string): string {
  const data: unknown = parse(readFileSync(new URL(`${file}.yml`, FOLDER), 'utf8'), { merge: true });
  return `export const ${name} = ${JSON.stringify(data, null, 2)} as const satisfies LifecycleDefinition;\n`;
}
