import { stringify } from 'csv-stringify/sync';
import { isTransition } from '../../core/model.ts';
import type { ExportFormat } from './format.ts';
import { type Cell, COLUMNS, cellsOf, cellText, csvCell, fitCell } from './table/index.ts';

/**
 * One step a row, below a row of names: RFC 4180, UTF-8 without a byte order mark, every field in quotes, and none that a
 * program for tables takes for a formula.
 */
export const csv: ExportFormat = {
  name: 'csv',
  extension: 'csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  isLines: true,
  open: (names) => ({
    begin: () => [rowsOf([COLUMNS.map(({ name }) => name)])],
    *add({ record, entries }) {
      const steps = entries.filter(isTransition);
      if (steps.length > 0) yield rowsOf(steps.map((entry) => cellsOf({ record, entry, names }).map(fieldOf)));
    },
    end: () => [],
  }),
};

function rowsOf(rows: readonly (readonly string[])[]): string {
  return stringify([...rows], { quoted: true, quoted_empty: true, record_delimiter: 'windows' });
}

function fieldOf(cell: Cell): string {
  return cell === null || typeof cell === 'number' ? String(cell ?? '') : fitCell(csvCell(cellText(cell)));
}
