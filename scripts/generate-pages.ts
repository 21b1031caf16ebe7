import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { INPUT_DESCRIPTIONS } from '../src/action/inputs/descriptions.ts';
import { INPUTS } from '../src/action/inputs/register.ts';
import { OUTPUTS } from '../src/action/outputs/register.ts';
import { SAMPLE, workflowText } from '../src/report/setup/index.ts';
import { type Sections, table, withSections } from './doc-tables.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** What is made from other files: the page that it stands on, and there the section that it fills. */
const PAGES = {
  'README.md': { workflow: `\`\`\`yaml\n${workflowText(SAMPLE)}\`\`\`` },
  'docs/reference.md': {
    inputs: table(
      ['input', 'default', 'meaning'],
      INPUTS.map(({ name, fallback }) => [`\`${name}\``, defaultCell(fallback), INPUT_DESCRIPTIONS[name]]),
    ),
    outputs: table(
      ['output', 'meaning'],
      OUTPUTS.map(({ name, description }) => [`\`${name}\``, description]),
    ),
  },
} satisfies { readonly [page: string]: Sections };

export type GeneratedPage = keyof typeof PAGES;

/** Every page of which a part is made from the registers or from the sample workflow. */
export const GENERATED_PAGES: readonly GeneratedPage[] = ['README.md', 'docs/reference.md'];

/** A page with its tables, or its workflow, filled in. @throws Error when a section is missing */
export function withTables(page: GeneratedPage, text: string): string {
  return withSections(page, text, PAGES[page]);
}

/** A word that stands for no value is said plainly; a value is shown as one. */
function defaultCell(fallback: string | null): string {
  if (fallback === null) return '–';
  return fallback.startsWith('from ') ? fallback : `\`${fallback}\``;
}

if (import.meta.main) {
  for (const page of GENERATED_PAGES) {
    const path = join(ROOT, page);
    await writeFile(path, withTables(page, await readFile(path, 'utf8')));
  }
}
