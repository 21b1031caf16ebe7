import { STYLES } from './parts.ts';
import { XML, xmlText } from './xml.ts';

/** A number, a text that fits into a cell and holds nothing that XML forbids, or nothing. */
export type SheetCell = string | number | null;

/** What a sheet shows of its columns. */
export interface SheetColumn {
  readonly name: string;
  /** In letters of a usual font. */
  readonly width: number;
}

/** A worksheet up to its first row of data: names of columns that stay in sight, and widths. */
export function sheetStart(columns: readonly SheetColumn[], isFirst: boolean): string {
  const cols = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  const view = `<sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0">${pane}</sheetView>`;
  const names = columns.map(({ name }) => name);
  return (
    `${XML}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews>${view}</sheetViews>` +
    `<cols>${cols.join('')}</cols><sheetData>${rowOf(names, 1, STYLES.heading)}`
  );
}

/** What a reader of XML may take for layout, and how to tell it not to. */
const SPACES = /^\s|\s\s|[\t\n]|\s$/;
const KEPT = ' xml:space="preserve"';

/** Texts stand in their cells: there is no formula in any sheet, and whoever edits a cell does not make one. */
export function rowOf(cells: readonly SheetCell[], row: number, style: number = STYLES.text): string {
  let out = `<row r="${row}">`;
  for (const [at, cell] of cells.entries()) {
    if (cell === null || cell === '') continue;
    const place = `${columnName(at)}${row}`;
    out +=
      typeof cell === 'number'
        ? `<c r="${place}"><v>${cell}</v></c>`
        : `<c r="${place}" s="${style}" t="inlineStr"><is><t${SPACES.test(cell) ? KEPT : ''}>${xmlText(cell)}</t></is></c>`;
  }
  return `${out}</row>`;
}

/** The rest of a worksheet of so many rows, the heading counted: a filter over all of it. */
export function sheetEnd(columns: number, rows: number): string {
  return `</sheetData><autoFilter ref="A1:${columnName(columns - 1)}${rows}"/></worksheet>`;
}

const LETTERS = 26;

/** Names of columns by their index: A, B … Z, AA, AB … */
function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % LETTERS));
  return index < LETTERS ? last : `${columnName(Math.floor(index / LETTERS) - 1)}${last}`;
}
