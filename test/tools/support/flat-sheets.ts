/** What stands in a cell of a document that LibreOffice wrote. */
interface SeenCell {
  readonly text: string;
  readonly isFormula: boolean;
}

export interface SeenSheet {
  readonly name: string;
  /** Without empty rows at the end, and each without empty cells at its end. */
  readonly rows: readonly (readonly SeenCell[])[];
}

const EMPTY: SeenCell = { text: '', isFormula: false };

/**
 * The sheets of a flat OpenDocument file (ODF 1.3, part 3): as much of the format as LibreOffice writes for texts and
 * numbers. Cells and rows that are repeated stand once for each.
 */
export function readSheets(xml: string): readonly SeenSheet[] {
  return [...xml.matchAll(/<table:table (?<attributes>[^>]*)>(?<content>[\s\S]*?)<\/table:table>/g)].map(
    ({ groups: { attributes = '', content = '' } = {} }) => ({
      name: attributeOf(attributes, 'table:name') ?? '',
      rows: withoutEmpty(rowsIn(content), (row) => row.length === 0),
    }),
  );
}

function rowsIn(content: string): readonly (readonly SeenCell[])[] {
  const rows = content.matchAll(/<table:table-row(?<attributes>[^>]*?)(?:\/>|>(?<cells>[\s\S]*?)<\/table:table-row>)/g);
  return [...rows].flatMap(({ groups: { attributes = '', cells = '' } = {} }) => {
    const row = withoutEmpty(cellsIn(cells), ({ text, isFormula }) => text === '' && !isFormula);
    return row.length === 0 ? [row] : Array(repeated(attributes, 'rows')).fill(row);
  });
}

function cellsIn(cells: string): readonly SeenCell[] {
  const found = cells.matchAll(
    /<table:(?:covered-)?table-cell(?<attributes>[^>]*?)(?:\/>|>(?<content>[\s\S]*?)<\/table:(?:covered-)?table-cell>)/g,
  );
  return [...found].flatMap(({ groups: { attributes = '', content = '' } = {} }) => {
    const cell = { text: textOf(content), isFormula: attributeOf(attributes, 'table:formula') !== null };
    // The rest of a row is one cell, repeated thousands of times.
    return cell.text === '' && !cell.isFormula
      ? Array(Math.min(repeated(attributes, 'columns'), 100)).fill(EMPTY)
      : Array(repeated(attributes, 'columns')).fill(cell);
  });
}

function textOf(content: string): string {
  const paragraphs = content.matchAll(/<text:p(?:\s[^>]*)?(?:\/>|>(?<inner>[\s\S]*?)<\/text:p>)/g);
  return [...paragraphs].map(({ groups: { inner = '' } = {} }) => plain(inner)).join('\n');
}

function plain(inner: string): string {
  return inner
    .replace(/[ \t\r\n]+/g, ' ')
    .replace(/<text:s(?: text:c="(\d+)")?\/>/g, (_, count = '1') => ' '.repeat(Number(count)))
    .replace(/<text:tab\/>/g, '\t')
    .replace(/<text:line-break\/>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (_, hex, decimal, name) => character(hex, decimal, name));
}

const NAMED: { readonly [name: string]: string } = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function character(hex: string | undefined, decimal: string | undefined, name: string | undefined): string {
  if (name !== undefined) return NAMED[name] ?? `&${name};`;
  return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
}

function attributeOf(attributes: string, name: string): string | null {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1] ?? null;
}

function repeated(attributes: string, what: 'rows' | 'columns'): number {
  return Number(attributeOf(attributes, `table:number-${what}-repeated`) ?? 1);
}

function withoutEmpty<T>(all: readonly T[], isEmpty: (one: T) => boolean): readonly T[] {
  return all.slice(0, all.findLastIndex((one) => !isEmpty(one)) + 1);
}
