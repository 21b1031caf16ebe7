import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withOptions } from '../../scripts/generate-options.ts';
import { blocksIn } from '../docs/blocks.ts';
import { KNOWN_COMMANDS } from './known-commands.ts';
import { cli } from './run-cli-here.ts';
import { openItem, tamper } from './stage.ts';

const page = readFileSync('docs/cli.md', 'utf8');
const EXAMPLES = blocksIn('console').map(({ text }) => {
  const { line = '', printed = '' } = /^\$ loopforge (?<line>.*)\n(?<printed>[\s\S]*)$/.exec(text)?.groups ?? {};
  return { line, printed };
});

/** What no two records have in common. */
function comparable(text: string): string {
  return text
    .replaceAll(/\b[\w-]{43}(?![\w-])/g, '<hash>')
    .replaceAll(/\bcommit [0-9a-f]{7}\b/g, 'commit <sha>')
    .replaceAll(/#issuecomment-\d+/g, '#issuecomment-<id>');
}

function argumentsOf(line: string): readonly string[] {
  return [...line.matchAll(/"(?<quoted>[^"]*)"|\S+/g)].map(({ 0: word, groups }) => groups?.['quoted'] ?? word);
}

test('docs/cli.md shows what each command that asks GitHub prints, as it prints it', async () => {
  expect(EXAMPLES.map(({ line }) => line.split(' ')[0])).toEqual([
    ...['show', 'show', 'list', 'next', 'verify', 'redact', 'verify', 'repair'],
  ]);
  const stage = await openItem();
  for (const [index, { line, printed }] of EXAMPLES.entries()) {
    // From here on the page tells of a record that somebody edited.
    if (index === 6) tamper(stage, (body) => body.replace('"trigger":"issue.opened"', '"trigger":"issue.hacked"'));
    const { stdout, stderr } = await cli(argumentsOf(line), { api: stage.fake });
    expect(comparable(printed)).toBe(comparable(stdout));
    expect(stderr).toBe('');
  }
});

test('docs/cli.md has a section for each command, in the order of the help, with a table of all its options', () => {
  const sections = [...page.matchAll(/^## (?<name>.+)$/gm)].map(({ groups }) => groups?.['name']);
  expect(sections).toEqual(KNOWN_COMMANDS.map(({ name }) => name));
  expect(withOptions(page)).toBe(page);
  for (const { name, options } of KNOWN_COMMANDS) {
    const section = page.split(/^## /m).find((part) => part.startsWith(`${name}\n`)) ?? '';
    for (const option of options.filter((one) => one !== '--version')) expect(section).toContain(`| \`${option}`);
  }
});
