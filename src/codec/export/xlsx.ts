import { isTransition } from '../../core/model.ts';
import type { ExportFormat } from './format.ts';
import { type Cell, COLUMNS, cellsOf, cellText, fitCell } from './table/index.ts';
import { Workbook } from './xlsx/index.ts';

/** One step a row below a row of names, as a workbook: by ECMA-376, with texts in their cells and no formula. */
export const xlsx: ExportFormat = {
  name: 'xlsx',
  extension: 'xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  isLines: false,
  open(names) {
    const workbook = new Workbook({ columns: COLUMNS, sheetName: 'Transitions' });
    return {
      begin: () => workbook.begin(),
      *add({ record, entries }) {
        for (const entry of entries.filter(isTransition)) {
          yield* workbook.add(cellsOf({ record, entry, names }).map(shown));
        }
      },
      end: () => workbook.end(),
    };
  },
};

function shown(cell: Cell): Cell {
  return typeof cell === 'string' ? fitCell(cellText(cell)) : cell;
}
