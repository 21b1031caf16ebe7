import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ExportFormatName, loadFormat } from '../src/codec/export/index.ts';
import { decodeComment } from '../src/codec/record/comment.ts';
import { entriesOf, type LoopRecord } from '../src/core/model.ts';
import { withSections } from './doc-tables.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The record that all samples are of: an issue whose pull request waits for a review, and a merge that was refused. */
const RECORD = 'test/vectors/records/good/needs.md';

/** Of each format that is told line by line, the number of the entry whose line its page shows. */
const SHOWN = {
  cloudevents: 5,
  ocsf: 7,
} as const satisfies { readonly [name in ExportFormatName]?: number };

export type ShownFormat = keyof typeof SHOWN;

/** The formats whose page has a sample. */
export const SHOWN_FORMATS: readonly ShownFormat[] = ['cloudevents', 'ocsf'];

/** A page with the line that the format writes of the entry, laid out to be read. @throws Error when a section is missing */
export async function withSample(name: ShownFormat, page: string): Promise<string> {
  const record = await sampleRecord();
  const entries = entriesOf(record).filter(({ seq }) => seq === SHOWN[name]);
  const line = [...(await loadFormat(name)).open({ kind: 'clear' }).add({ record, entries })].join('');
  const sample = `\`\`\`json\n${JSON.stringify(JSON.parse(line), null, 2)}\n\`\`\``;
  return withSections(pathOf(name), page, { sample });
}

async function sampleRecord(): Promise<LoopRecord> {
  const decoded = decodeComment(await readFile(join(ROOT, RECORD), 'utf8'));
  if (decoded.kind !== 'record') throw new Error(`${RECORD} holds no record`);
  return decoded.record;
}

/** Where the page of a format lies. */
export function pathOf(name: ShownFormat): string {
  return `docs/formats/${name}.md`;
}

if (import.meta.main) {
  for (const name of SHOWN_FORMATS) {
    const path = join(ROOT, pathOf(name));
    await writeFile(path, await withSample(name, await readFile(path, 'utf8')));
  }
}
