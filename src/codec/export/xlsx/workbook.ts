import { Archive } from './archive.ts';
import { FIRST_PARTS, lastParts, sheetPath } from './parts.ts';
import { rowOf, type SheetCell, type SheetColumn, sheetEnd, sheetStart } from './sheet.ts';

/** What a sheet takes, its heading counted: https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3 */
const MOST_ROWS = 1_048_576;
/** In UTF-16 units, so that a sheet stays below the 4 GB that a part of a ZIP may have. */
const LONGEST_SHEET = 1_000_000_000;

interface WorkbookOptions {
  readonly columns: readonly SheetColumn[];
  /** Of the first sheet; the others have a number behind it. Letters alone. */
  readonly sheetName: string;
  /** Of one sheet. */
  readonly mostRows?: number;
}

/**
 * A workbook that is written row by row, into as many sheets as it takes. The same rows come to the same bytes, and it holds
 * on to none of them.
 */
export class Workbook {
  readonly #options: Required<WorkbookOptions>;
  readonly #archive = new Archive();
  #sheets = 0;
  /** Of the sheet at hand. */
  #rows = 0;
  #length = 0;

  constructor(options: WorkbookOptions) {
    this.#options = { mostRows: MOST_ROWS, ...options };
  }

  begin(): readonly Uint8Array[] {
    for (const { path, text } of FIRST_PARTS) this.#addPart(path, text);
    this.#beginSheet();
    return this.#archive.taken();
  }

  /**
   * @returns what of the file is done since the last call, if anything
   * @throws LoopForgeError `too_large` where the file would be larger than a ZIP can be
   */
  add(cells: readonly SheetCell[]): readonly Uint8Array[] {
    if (this.#rows >= this.#options.mostRows || this.#length >= LONGEST_SHEET) {
      this.#endSheet();
      this.#beginSheet();
    }
    this.#rows++;
    this.#write(rowOf(cells, this.#rows));
    return this.#archive.taken();
  }

  end(): readonly Uint8Array[] {
    this.#endSheet();
    for (const { path, text } of lastParts(this.#sheets, this.#options.sheetName)) this.#addPart(path, text);
    this.#archive.end();
    return this.#archive.taken();
  }

  #addPart(path: string, text: string): void {
    this.#archive.begin(path);
    this.#archive.write(text);
  }

  #beginSheet(): void {
    this.#sheets++;
    this.#rows = 1;
    this.#length = 0;
    this.#archive.begin(sheetPath(this.#sheets));
    this.#write(sheetStart(this.#options.columns, this.#sheets === 1));
  }

  #endSheet(): void {
    this.#write(sheetEnd(this.#options.columns.length, this.#rows));
  }

  #write(text: string): void {
    this.#archive.write(text);
    this.#length += text.length;
  }
}
