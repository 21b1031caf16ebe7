import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { program } from '../src/cli/program.ts';
import { processTerminal } from '../src/cli/terminal/index.ts';
import { type Sections, table, withSections } from './doc-tables.ts';

const CLI_PAGE = join(dirname(fileURLToPath(import.meta.url)), '../docs/cli.md');

/** What every command has, and nobody has to be told of at each. */
const EVERYWHERE = ['--help', '--version'];

/** The page of the command line with the options of each command. @throws Error when a command's section is missing */
export function withOptions(page: string): string {
  const { commands } = program({ terminal: processTerminal(), carryOut: () => {} });
  const sections: Sections = Object.fromEntries(
    commands.filter((one) => one.name() !== 'help').map((one) => [`options of ${one.name()}`, optionsOf(one)]),
  );
  return withSections('docs/cli.md', page, sections);
}

function optionsOf({ options }: CommandUnknownOpts): string {
  const rows = options
    .filter(({ long, hidden }) => !hidden && !EVERYWHERE.includes(long ?? ''))
    .map(({ flags, description, defaultValue }) => {
      const usual = defaultValue === undefined ? '' : ` Usually \`${String(defaultValue)}\`.`;
      return [`\`${flags}\``, `${description.replaceAll('<', '\\<')}${usual}`];
    });
  return rows.length === 0 ? 'It has no options.' : table(['option', 'what it does'], rows);
}

if (import.meta.main) await writeFile(CLI_PAGE, withOptions(await readFile(CLI_PAGE, 'utf8')));
