import { jsonLine } from '../text/index.ts';
import type { ExportFormat } from './format.ts';
import { redactedRecord } from './names/index.ts';

/** One whole record a line, whichever of its entries were asked for: with names in clear it is what `import` reads. */
export const json: ExportFormat = {
  name: 'json',
  extension: 'jsonl',
  mediaType: 'application/x-ndjson',
  isLines: true,
  open: (names) => ({
    begin: () => [],
    *add({ record }) {
      yield `${jsonLine(names.kind === 'clear' ? record : redactedRecord(record, names.of))}\n`;
    },
    end: () => [],
  }),
};
