import { styleText } from 'node:util';
import { parseFragment } from 'parse5';
import { githubHtml } from '../../scripts/pictures/github-markdown.ts';
import { blockLines, type Page } from './blocks.ts';

/** The page of whoever looks on: colours where they are wanted and seen (`NO_COLOR`, a pipe), and lines that can be read. */
function thisTerminal(): Page {
  const { columns = 80 } = process.stdout;
  // The demo indents what it shows.
  return { width: Math.min(columns, 100) - 4, paint: (styles, text) => styleText([...styles], text) };
}

/**
 * A comment as GitHub shows it, as far as a terminal can: headings are bold, links are their text, tables are aligned,
 * boxes have a bar in their colour, and what is folded stays folded.
 */
export function shownInTerminal(markdown: string, page: Page = thisTerminal()): string {
  return blockLines(parseFragment(githubHtml(markdown, 'comment')).childNodes, page).join('\n');
}
