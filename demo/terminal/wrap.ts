import { NEW_LINE, type Run, type Style } from './runs.ts';

/** Puts a style on a text, or does not where nobody would see it. */
export type Paint = (styles: readonly Style[], text: string) => string;

/** A line as it is printed, and how many columns it takes. */
export interface Line {
  readonly text: string;
  readonly width: number;
}

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How many columns a text takes; signs that are pictures take two. */
function widthOf(text: string): number {
  const graphemes = [...GRAPHEMES.segment(text)];
  return graphemes.reduce((sum, { segment }) => sum + (/\p{Emoji_Presentation}|\u{fe0f}/u.test(segment) ? 2 : 1), 0);
}

/** Runs as lines of at most so many columns, broken between words; a longer word has a line of its own. */
export function wrap(runs: readonly Run[], width: number, paint: Paint): readonly Line[] {
  const lines: Line[] = [];
  let line: Line = { text: '', width: 0 };
  const end = (): void => {
    lines.push(line);
    line = { text: '', width: 0 };
  };
  for (const word of wordsOf(runs)) {
    if (word === NEW_LINE) {
      end();
      continue;
    }
    const needed = word.reduce((sum, { text }) => sum + widthOf(text), 0);
    if (line.width > 0 && line.width + 1 + needed > width) end();
    const blank = line.width === 0 ? '' : ' ';
    const text = word.map((run) => (run.styles.length === 0 ? run.text : paint(run.styles, run.text))).join('');
    line = { text: `${line.text}${blank}${text}`, width: line.width + blank.length + needed };
  }
  // A new line at the end of a text shows as nothing.
  if (line.width > 0 || lines.length === 0) end();
  return lines;
}

/** Words, each the runs between two blanks, and new lines. */
function wordsOf(runs: readonly Run[]): readonly (readonly Run[] | typeof NEW_LINE)[] {
  const words: (Run[] | typeof NEW_LINE)[] = [];
  let word: Run[] = [];
  const end = (): void => {
    if (word.length > 0) words.push(word);
    word = [];
  };
  for (const { text, styles } of runs) {
    for (const piece of text.split(/([ \n])/)) {
      if (piece === ' ' || piece === NEW_LINE) end();
      if (piece === NEW_LINE) words.push(NEW_LINE);
      if (piece.trim() !== '') word.push({ text: piece, styles });
    }
  }
  end();
  return words;
}
