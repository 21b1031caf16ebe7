import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { INPUTS } from '../src/action/inputs/register.ts';
import { OUTPUTS } from '../src/action/outputs/register.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The tables of inputs and outputs, by the name of the section that they fill. */
const TABLES: { readonly [section: string]: string } = {
  inputs: table(
    ['input', 'default', 'meaning'],
    INPUTS.map(({ name, fallback, description }) => [`\`${name}\``, defaultCell(fallback), description]),
  ),
  outputs: table(
    ['output', 'meaning'],
    OUTPUTS.map(({ name, description }) => [`\`${name}\``, description]),
  ),
};

/**
 * Fills the sections between `<!-- name:start -->` and `<!-- name:end -->` of the README.
 * @throws Error when a section is missing
 */
export function withTables(readme: string): string {
  let text = readme;
  for (const [section, content] of Object.entries(TABLES)) {
    const [start, end] = [`<!-- ${section}:start -->`, `<!-- ${section}:end -->`];
    const [from, to] = [text.indexOf(start), text.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`README.md has no section ${start} … ${end}`);
    text = `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`;
  }
  return text;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');
}

/** A word that stands for no value is said plainly; a value is shown as one. */
function defaultCell(fallback: string | null): string {
  if (fallback === null) return '–';
  return fallback.startsWith('from ') ? fallback : `\`${fallback}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

if (import.meta.main) {
  const path = join(ROOT, 'README.md');
  await writeFile(path, withTables(await readFile(path, 'utf8')));
}
