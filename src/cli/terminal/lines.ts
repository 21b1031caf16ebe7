import { styleText } from 'node:util';
import { columnsOf } from './columns.ts';
import { printable } from './printable.ts';

/** What a colour says: it is well, it is not, it is not yet; or that a text stands out, or back. */
export type Tone = 'good' | 'bad' | 'pending' | 'strong' | 'quiet';

/** A piece of a line. Its text may be anybody's: what a terminal would obey is taken out when it is printed. */
export type Piece = string | { readonly tone: Tone; readonly text: string };

export type Line = readonly Piece[];

const FORMATS = { good: 'green', bad: 'red', pending: 'yellow', strong: 'bold', quiet: 'dim' } as const;

/** Lines as they go to a terminal. */
export function textOfLines(lines: readonly Line[], { colors }: { readonly colors: boolean }): string {
  return lines.map((line) => `${line.map((piece) => shownPiece(piece, colors)).join('')}\n`).join('');
}

function shownPiece(piece: Piece, colors: boolean): string {
  const text = printable(plainOf(piece));
  if (typeof piece === 'string' || !colors || text === '') return text;
  return styleText(FORMATS[piece.tone], text, { validateStream: false });
}

function plainOf(piece: Piece): string {
  return typeof piece === 'string' ? piece : piece.text;
}

const GAP = '  ';

/** Rows whose cells stand below each other; the last cell of a row is as long as it is. */
export function aligned(rows: readonly Line[]): readonly Line[] {
  const widths = rows.reduce<readonly number[]>((known, row) => {
    const own = row.slice(0, -1).map((cell) => columnsOf(plainOf(cell)));
    return Array.from({ length: Math.max(known.length, own.length) }, (_, column) =>
      Math.max(known[column] ?? 0, own[column] ?? 0),
    );
  }, []);
  return rows.map((row) =>
    row.flatMap((cell, column) => {
      const missing = (widths[column] ?? 0) - columnsOf(plainOf(cell));
      return column === row.length - 1 ? [cell] : [cell, ' '.repeat(Math.max(0, missing)), GAP];
    }),
  );
}
