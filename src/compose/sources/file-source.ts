import { type FileLine, linesOfBytes, MAX_LINE } from '../../adapters/record-file/index.ts';
import { matches } from '../../adapters/store/shared/index.ts';
import { LoopForgeError, type LoopRecord } from '../../core/model.ts';
import { documentIn } from './file-document.ts';
import { type ReadValue, readLine, whyOtherExport } from './file-value.ts';
import { plainBytes } from './plain-bytes.ts';
import { type RecordSource, type UnreadRecord, wholeOrUnread } from './record-source.ts';

/**
 * The records of a file: one as JSON in each line, a single one laid out in any way, a list of them, or the body of a
 * record comment. A line that holds none is told by its number; an export of another kind is refused as a whole.
 * @param name of the file, as people call it
 * @param open called for each reading
 * @param ids of the records that are asked for; none: all
 */
export function fileSource(
  name: string,
  open: () => AsyncIterable<Uint8Array>,
  ids: readonly string[] = [],
): RecordSource {
  return {
    name,
    records: async function* (filter = {}) {
      const missing = new Set(ids);
      for await (const { place, read } of placedIn(open(), name)) {
        const each = resultOf(read, place, name);
        if (ids.length > 0 && !ids.includes(idOf(each))) continue;
        missing.delete(idOf(each));
        if ('problem' in each || matches(each, filter)) yield each;
      }
      for (const id of missing) yield { id, code: 'record_not_found', problem: `There is no record ${id} in ${name}.` };
    },
    close: async () => {},
  };
}

/** Something that should be a record, and where it stands in the file. */
interface Placed {
  /** Such as `line 3`; null: it is all that the file holds. */
  readonly place: string | null;
  readonly read: ReadValue;
}

async function* placedIn(bytes: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Placed, void> {
  /** Lines of what may be one document, until its end or until it is plain that it is none. */
  let held: FileLine[] | null = [];
  let length = 0;
  for await (const line of linesOfBytes(plainBytes(bytes, name))) {
    if (line.text?.trim() === '') continue;
    if (held?.length === 0) refuseOtherExport(line, name);
    if (held === null) {
      yield placedLine(line);
      continue;
    }
    held.push(line);
    length += line.text?.length ?? MAX_LINE;
    if (!(held.length === 1 && isJsonLine(line)) && length < MAX_LINE) continue;
    yield* held.map(placedLine);
    held = null;
  }
  if (held === null || held.length === 0) return;
  const values = documentIn(held.map(({ text }) => text ?? '\0').join('\n'), name);
  if (values === null) yield* held.map(placedLine);
  else yield* values.map((read, index) => ({ place: values.length === 1 ? null : `record ${index + 1}`, read }));
}

/** All lines of an export are of one kind: where the first is no record, one error says so. @throws LoopForgeError `input_invalid` */
function refuseOtherExport({ text }: FileLine, name: string): void {
  const why = text === null ? null : whyOtherExport(text);
  if (why !== null) throw new LoopForgeError('input_invalid', `${name} holds no record. ${why}`);
}

/** A list may stand in one line, and is read as a whole. */
function isJsonLine({ text }: FileLine): boolean {
  return text !== null && !text.startsWith('[') && readLine(text).kind !== 'no_json';
}

function placedLine({ number, text, problem }: FileLine): Placed {
  const read: ReadValue = text === null ? { kind: 'no_record', id: null, why: problem ?? '' } : readLine(text);
  return { place: `line ${number}`, read };
}

function resultOf(read: ReadValue, place: string | null, name: string): LoopRecord | UnreadRecord {
  if (read.kind === 'record') return wholeOrUnread(read.record);
  const where = place === null ? name : `${place} of ${name}`;
  const why = read.kind === 'no_json' ? 'It is not JSON: it was cut off, or is something else.' : read.why;
  const id = read.kind === 'no_record' ? read.id : null;
  return { id: id ?? where, code: 'record_unreadable', problem: id === null ? why : `In ${where}: ${why}` };
}

function idOf(each: LoopRecord | UnreadRecord): string {
  return 'problem' in each ? each.id : each.record_id;
}
