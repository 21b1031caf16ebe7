import type { LoopRecord } from '../../../core/model.ts';
import { openRefusals } from '../../../core/words/index.ts';
import { titleOf } from '../../../report/standing/index.ts';
import { type ListedItem, shownAs } from '../../../usecase/query/index.ts';
import { columnsOf, cutTo, type Line, type Piece, padded, SIGN_TONES, wrapped } from '../../terminal/index.ts';

const GAP = '  ';
/** Digits of a number that an item may have beside the first one's. */
const DIGITS = 5;
/** As wide as the longest of the built-in states. */
const STATE = 'awaiting_review'.length;
const PULL = '#12345'.length;
const OPEN = '2 open'.length;
/** From here on there is room to say a moment, and not only its day. */
const WIDE = 100;
const LEAST_TITLE = 8;

/**
 * Rows below each other, each printed before the next is known: the columns are as wide as what usually stands in them, and
 * what is longer moves the rest of its own row. The title is cut to what is left of the terminal.
 */
export class ListTable {
  readonly #item: number;
  readonly #columns: number;

  /** @param first the name of the first item: the others are much like it */
  constructor(first: string, columns: number) {
    this.#item = columnsOf(first.replace(/\d+$/, '')) + (/#\d+$/.test(first) ? DIGITS : 0);
    this.#columns = columns;
  }

  header(): readonly Line[] {
    const names = { item: 'ITEM', state: 'STATE', since: 'SINCE', pull: 'PULL', open: '' };
    return [[{ tone: 'quiet', text: this.#cells(names).join(GAP).trimEnd() }]];
  }

  row(item: ListedItem, record: LoopRecord): readonly Line[] {
    const view = shownAs(record);
    const title = titleOf(view, openRefusals(view));
    const open = item.violations.length;
    const texts = this.#cells({
      item: item.item,
      state: item.state,
      since: this.#sinceOf(item),
      pull: item.pr_number === null ? '' : `#${item.pr_number}`,
      open: open === 0 ? '' : `${open} open`,
    });
    const [name = '', state = '', since = '', pull = '', wrong = ''] = texts;
    const start = [name, state, since, pull, wrong].join(GAP);
    const rest = Math.max(LEAST_TITLE, this.#columns - columnsOf(start) - GAP.length);
    const line: readonly Piece[] = [
      { tone: 'strong', text: name },
      GAP,
      { tone: SIGN_TONES[title.sign], text: state },
      `${GAP}${since}${GAP}${pull}${GAP}`,
      { tone: 'bad', text: wrong },
      `${GAP}${cutTo(title.text, rest)}`,
    ];
    return [line];
  }

  #cells(texts: { readonly [name in 'item' | 'state' | 'since' | 'pull' | 'open']: string }): readonly string[] {
    return [
      padded(texts.item, this.#item),
      padded(texts.state, STATE),
      padded(texts.since, this.#isWide ? 'YYYY-MM-DD HH:MM'.length : 'YYYY-MM-DD'.length),
      padded(texts.pull, PULL),
      padded(texts.open, OPEN),
    ];
  }

  get #isWide(): boolean {
    return this.#columns >= WIDE;
  }

  #sinceOf({ since }: ListedItem): string {
    return this.#isWide ? `${since.slice(0, 10)} ${since.slice(11, 16)}` : since.slice(0, 10);
  }
}

const INDENT = '    ';

/** What is out of order, and what settles it. */
export function violationLines({ violations }: ListedItem, columns: number): readonly Line[] {
  return violations.flatMap(({ seq, summary, remedy }) =>
    wrapped(`Entry ${seq}: ${summary} ${remedy}`, columns - INDENT.length).map(
      (text): Line => [INDENT, { tone: 'bad', text }],
    ),
  );
}
