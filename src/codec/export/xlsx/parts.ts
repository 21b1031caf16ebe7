import { XML } from './xml.ts';

/*
 * What a workbook holds beside its sheets, by ECMA-376, parts 1 (SpreadsheetML) and 2 (Open Packaging Conventions).
 */

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The formats of cells, by their place in the part below: numbers, texts, names of columns. */
export const STYLES = { number: 0, text: 1, heading: 2 } as const;

/** The format "Text", which every program has: what is typed into such a cell stays a text. */
const TEXT_FORMAT = 49;

const FORMATS = [
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  `<xf numFmtId="${TEXT_FORMAT}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
  `<xf numFmtId="${TEXT_FORMAT}" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`,
];

const FONT = '<sz val="11"/><name val="Calibri"/><family val="2"/>';
const NO_BORDER = '<left/><right/><top/><bottom/><diagonal/>';

const STYLE_SHEET =
  `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font>${FONT}</font><font><b/>${FONT}</font></fonts>` +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  `<borders count="1"><border>${NO_BORDER}</border></borders>` +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="${FORMATS.length}">${FORMATS.join('')}</cellXfs>` +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

/** A part: its path in the archive, and its text. */
export interface Part {
  readonly path: string;
  readonly text: string;
}

/** The path of a sheet, counted from 1. */
export function sheetPath(sheet: number): string {
  return `xl/worksheets/sheet${sheet}.xml`;
}

/** What stands before the sheets, so that programs which look at the first part alone know what this is. */
export const FIRST_PARTS: readonly Part[] = [
  { path: '_rels/.rels', text: relationships([['officeDocument', 'xl/workbook.xml']]) },
  { path: 'xl/styles.xml', text: STYLE_SHEET },
];

/**
 * What stands behind them, since only then it is known how many they are.
 * @param name of the first sheet; the others have a number behind it
 */
export function lastParts(sheets: number, name: string): readonly Part[] {
  const numbers = Array.from({ length: sheets }, (_, index) => index + 1);
  const listed = numbers.map((n) => `<sheet name="${name}${n === 1 ? '' : ` ${n}`}" sheetId="${n}" r:id="rId${n}"/>`);
  const targets = numbers.map((n): Relationship => ['worksheet', `worksheets/sheet${n}.xml`]);
  return [
    {
      path: 'xl/workbook.xml',
      text: `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><sheets>${listed.join('')}</sheets></workbook>`,
    },
    { path: 'xl/_rels/workbook.xml.rels', text: relationships([...targets, ['styles', 'styles.xml']]) },
    { path: '[Content_Types].xml', text: contentTypes(numbers.map(sheetPath)) },
  ];
}

type Relationship = readonly [type: string, target: string];

function relationships(all: readonly Relationship[]): string {
  const each = all.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${RELATIONSHIPS}/${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

function contentTypes(sheets: readonly string[]): string {
  const of = (path: string, kind: string) => `<Override PartName="/${path}" ContentType="${CONTENT}.${kind}+xml"/>`;
  const parts = [
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    of('xl/workbook.xml', 'sheet.main'),
    of('xl/styles.xml', 'styles'),
    ...sheets.map((path) => of(path, 'worksheet')),
  ];
  return `${XML}<Types xmlns="${PACKAGE}/content-types">${parts.join('')}</Types>`;
}
