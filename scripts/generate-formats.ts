import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { EXPORT_FORMATS, type ExportFormatName, loadFormat } from '../src/codec/export/index.ts';
import { decodeComment } from '../src/codec/record/comment.ts';
import { entriesOf, type LoopRecord } from '../src/core/model.ts';
import { table, withSections } from './doc-tables.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The record that all samples are of: an issue whose pull request waits for a review, and a merge that was refused. */
const RECORD = 'test/vectors/records/good/needs.md';

/** How the page of each format shows what it writes. */
const SHOWN: { readonly [name in ExportFormatName]: (record: LoopRecord) => Promise<string> } = {
  ndjson: async (record) => laidOut(await written('ndjson', record, 5)),
  json: async (record) => begun(JSON.stringify(JSON.parse(await written('json', record)), null, 2), 30),
  csv: async (record) => begun(await written('csv', record), 4),
  xlsx: async (record) => firstRows(await archive('xlsx', record), 2),
  cloudevents: async (record) => laidOut(await written('cloudevents', record, 5)),
  ocsf: async (record) => laidOut(await written('ocsf', record, 7)),
};

/** A page with a sample of what the format writes. @throws Error when a section is missing */
export async function withSample(name: ExportFormatName, page: string): Promise<string> {
  return withSections(pathOf(name), page, { sample: await SHOWN[name](await sampleRecord()) });
}

async function sampleRecord(): Promise<LoopRecord> {
  const decoded = decodeComment(await readFile(join(ROOT, RECORD), 'utf8'));
  if (decoded.kind !== 'record') throw new Error(`${RECORD} holds no record`);
  return decoded.record;
}

/** The bytes of an export of the record, or of its one entry with that number. */
async function archive(name: ExportFormatName, record: LoopRecord, only?: number): Promise<Buffer> {
  const entries = entriesOf(record).filter(({ seq }) => only === undefined || seq === only);
  const encoder = (await loadFormat(name)).open({ kind: 'clear' });
  const chunks = [...encoder.begin(), ...encoder.add({ record, entries }), ...encoder.end()];
  return Buffer.concat(chunks.map((chunk) => Buffer.from(chunk)));
}

async function written(...of: Parameters<typeof archive>): Promise<string> {
  return (await archive(...of)).toString('utf8');
}

/** A line of JSON, to be read. */
function laidOut(line: string): string {
  return `\`\`\`json\n${JSON.stringify(JSON.parse(line), null, 2)}\n\`\`\``;
}

/** The first so many lines of a text. */
function begun(text: string, count: number): string {
  const lines = text.split(/\r?\n/).slice(0, count);
  return ['```text', ...lines, '…', '```'].join('\n');
}

/** The cells of a workbook's first rows, a column a line. */
function firstRows(bytes: Uint8Array, count: number): string {
  const sheet = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  const cells = sheet.matchAll(/<c r="(?<column>[A-Z]+)(?<row>\d+)"[^>]*>(?:<is><t[^>]*>|<v>)(?<text>[^<]*)</g);
  const byColumn = new Map<string, string[]>();
  for (const { groups: { column = '', row = '', text = '' } = {} } of cells) {
    const all = byColumn.get(column) ?? Array<string>(count + 1).fill('');
    if (Number(row) <= count + 1) all[Number(row) - 1] = text;
    byColumn.set(column, all);
  }
  const rows = [...byColumn.values()].filter(([, ...values]) => values.some((value) => value !== ''));
  const head = ['column', ...Array.from({ length: count }, (_, index) => `row ${index + 2}`)];
  return table(
    head,
    rows.map((row) => row.map((text) => (text === '' ? '' : `\`${text}\``))),
  );
}

/** Where the page of a format lies. */
export function pathOf(name: ExportFormatName): string {
  return `docs/formats/${name}.md`;
}

if (import.meta.main) {
  for (const name of EXPORT_FORMATS) {
    const path = join(ROOT, pathOf(name));
    await writeFile(path, await withSample(name, await readFile(path, 'utf8')));
  }
}
