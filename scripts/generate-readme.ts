import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { INPUTS } from '../src/action/inputs/register.ts';
import { OUTPUTS } from '../src/action/outputs/register.ts';
import { SAMPLE, workflowText } from '../src/report/setup/index.ts';
import { type Sections, table, withSections } from './doc-tables.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** What is made from other files, by the name of the section that it fills. */
const SECTIONS: Sections = {
  inputs: table(
    ['input', 'default', 'meaning'],
    INPUTS.map(({ name, fallback, description }) => [`\`${name}\``, defaultCell(fallback), description]),
  ),
  outputs: table(
    ['output', 'meaning'],
    OUTPUTS.map(({ name, description }) => [`\`${name}\``, description]),
  ),
  workflow: `\`\`\`yaml\n${workflowText(SAMPLE)}\`\`\``,
};

/** The README with its tables and its workflow filled in. @throws Error when a section is missing */
export function withTables(readme: string): string {
  return withSections('README.md', readme, SECTIONS);
}

/** A word that stands for no value is said plainly; a value is shown as one. */
function defaultCell(fallback: string | null): string {
  if (fallback === null) return '–';
  return fallback.startsWith('from ') ? fallback : `\`${fallback}\``;
}

if (import.meta.main) {
  const path = join(ROOT, 'README.md');
  await writeFile(path, withTables(await readFile(path, 'utf8')));
}
