import { committedEntry, cutText, type Entry } from '../../core/model.ts';
import type { EntryLine } from '../hook/index.ts';
import { eventText } from './cut-line.ts';
import type { ExportFormat } from './format.ts';
import { type ExportNames, exportedLine } from './names/index.ts';
import { type OcsfEvent, type OcsfUser, ocsfEvent } from './ocsf/index.ts';
import { personOf } from './person.ts';

/** In characters. What is written today is shorter. */
const LONGEST_REASON = 4_000;
/** By what OCSF calls the type of a user; of all others the name is told. */
const TYPE_IDS: ReadonlyMap<string, number> = new Map([
  ['Unknown', 0],
  ['User', 1],
]);
const OTHER = 99;

/** One entry of any kind a line, as an event of OCSF's class Entity Management. */
export const ocsf: ExportFormat = {
  name: 'ocsf',
  extension: 'ocsf.ndjson',
  mediaType: 'application/x-ndjson',
  isLines: true,
  open: (names) => ({
    begin: () => [],
    *add({ record, entries }) {
      for (const entry of entries) {
        const line = exportedLine(record, entry, names);
        yield `${eventText(line, (told) => eventOf(entry, told, names))}\n`;
      }
    },
    end: () => [],
  }),
};

function eventOf(entry: Entry, line: EntryLine, names: ExportNames): OcsfEvent {
  const { actor, metadata } = committedEntry(entry);
  const isCut = Object.hasOwn(line, 'cut');
  const isWithheld = Array.isArray(line['withheld']) && line['withheld'].length > 0;
  return ocsfEvent(entry, line, {
    user: userOf(entry, names),
    reason: names.kind === 'clear' ? reasonOf(entry) : null,
    commitments: isCut || isWithheld ? null : { actor, metadata },
  });
}

function userOf(entry: Entry, names: ExportNames): OcsfUser | null {
  const person = personOf(entry, names);
  if (person === null) return null;
  const { uid, login, type } = person;
  return { uid, ...(login === null ? {} : { name: login }), type_id: TYPE_IDS.get(type) ?? OTHER, type };
}

/** Why, in the words of whoever overrode or answers for something. */
function reasonOf({ metadata }: Entry): string | null {
  const { reason } = metadata;
  return typeof reason === 'string' ? cutText(reason, LONGEST_REASON) : null;
}
