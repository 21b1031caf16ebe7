import type { ExportNames } from '../../../src/codec/export/names/export-names.ts';
import { cellText, fitCell } from '../../../src/codec/export/table/cell-text.ts';
import { COLUMNS, cellsOf } from '../../../src/codec/export/table/columns.ts';
import { csvCell } from '../../../src/codec/export/table/csv-cell.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';

/** What a cell of a sheet shows of a text, and what stands in one of CSV. */
const SHOWN = {
  xlsx: (text: string) => fitCell(cellText(text)),
  csv: (text: string) => fitCell(csvCell(cellText(text))),
} as const;

/** The cells of a table of some records, the names of its columns first. */
export function shownRows(
  as: keyof typeof SHOWN,
  names: ExportNames,
  records: Iterable<LoopRecord>,
): readonly (readonly string[])[] {
  const rows = [...records].flatMap((record) =>
    record.transitions.map((entry) => cellsOf({ record, entry, names }).map((cell) => SHOWN[as](String(cell ?? '')))),
  );
  return [COLUMNS.map(({ name }) => name), ...rows];
}
