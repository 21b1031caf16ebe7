import type { JsonObject, JsonValue } from '../../core/model.ts';
import type { OutputName } from './register.ts';

/** Outputs of a whole run, or of an item that stands alone. */
type NotOfRows = 'record' | 'results' | 'count' | 'file' | 'watermark';

/** One item, under the names of the outputs. */
export type ItemOutputs = { readonly [name in Exclude<OutputName, NotOfRows>]: JsonValue };

type ResultRow = ItemOutputs & {
  /** Of a list: when the item entered its state. */
  readonly since?: JsonValue;
};

/** A job's outputs may hold 1 MB in all. */
const MAX_BYTES = 400_000;

/** What is left of a row in the end. */
const ESSENTIAL: readonly string[] = ['outcome', 'changed', 'reason', 'state', 'since', 'issue-number'];

type Form = (row: JsonObject) => JsonObject;

/** How much of each row is kept: where the list grows too long first the entries and checks go, then all but the essentials. */
const FORMS: readonly Form[] = [
  (row) => row,
  (row) => ({ ...row, transitions: [], checks: [] }),
  (row) => Object.fromEntries(Object.entries(row).filter(([name]) => ESSENTIAL.includes(name))),
];

interface Kept {
  readonly text: string;
  /** Nothing happened to the item: its row is the first to go. */
  readonly quiet: boolean;
}

/** The output `results`: a JSON array that takes any number of items, and yet is bounded. */
export class ResultRows {
  #rows: Kept[] = [];
  #bytes = 2;
  #form = 0;
  #dropped = 0;

  /** So many items found no place. */
  get dropped(): number {
    return this.#dropped;
  }

  add(row: ResultRow): void {
    const kept = this.#keep(row);
    this.#rows.push(kept);
    this.#bytes += sizeOf(kept);
    while (this.#bytes > MAX_BYTES && this.#form < FORMS.length - 1) this.#shrink();
    while (this.#bytes > MAX_BYTES) this.#drop();
  }

  toJson(): string {
    return `[${this.#rows.map(({ text }) => text).join(',')}]`;
  }

  #keep(row: JsonObject): Kept {
    const text = JSON.stringify(FORMS[this.#form]?.(row) ?? row);
    return { text, quiet: row['outcome'] === 'unchanged' || row['outcome'] === 'ignored' };
  }

  #shrink(): void {
    this.#form++;
    this.#rows = this.#rows.map(({ text }) => {
      const row: JsonObject = JSON.parse(text);
      return this.#keep(row);
    });
    this.#bytes = 2 + this.#rows.reduce((sum, row) => sum + sizeOf(row), 0);
  }

  /** The last row of an item that nothing happened to, or else the last of all. */
  #drop(): void {
    const quiet = this.#rows.findLastIndex((row) => row.quiet);
    const [dropped] = this.#rows.splice(quiet === -1 ? this.#rows.length - 1 : quiet, 1);
    this.#bytes -= dropped === undefined ? 0 : sizeOf(dropped);
    this.#dropped++;
  }
}

function sizeOf({ text }: Kept): number {
  return Buffer.byteLength(text) + 1;
}
