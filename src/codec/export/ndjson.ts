import { jsonLine } from '../text/index.ts';
import type { ExportFormat } from './format.ts';
import { exportedLine } from './names/index.ts';

/** One entry of any kind a line: as the audit log writes it. */
export const ndjson: ExportFormat = {
  name: 'ndjson',
  extension: 'ndjson',
  mediaType: 'application/x-ndjson',
  isLines: true,
  open: (names) => ({
    begin: () => [],
    *add({ record, entries }) {
      for (const entry of entries) yield `${jsonLine(exportedLine(record, entry, names))}\n`;
    },
    end: () => [],
  }),
};
