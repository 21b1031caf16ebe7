import { cutText, type Entry, isTransition, type LoopRecord } from '../../core/model.ts';
import { type CloudEvent, cloudEventWith, type EntryLine } from '../hook/index.ts';
import { asCDEvent, type CDEvent, referenceOr } from './cdevents/index.ts';
import { eventText } from './cut-line.ts';
import type { ExportFormat } from './format.ts';
import { type ExportNames, exportedLine } from './names/index.ts';
import { personOf } from './person.ts';

/** In characters: what names an item or a record has no more. */
const LONGEST_NAME = 1_000;

/** One entry of any kind a line: a CDEvent in a CloudEvent where CDEvents have a type for it, else as webhooks send it. */
export const cloudevents: ExportFormat = {
  name: 'cloudevents',
  extension: 'cloudevents.ndjson',
  mediaType: 'application/x-ndjson',
  isLines: true,
  open: (names) => ({
    begin: () => [],
    *add({ record, entries }) {
      for (const entry of entries) {
        const line = exportedLine(record, entry, names);
        yield `${eventText(line, (told) => eventOf(record, entry, told, names))}\n`;
      }
    },
    end: () => [],
  }),
};

function eventOf(
  record: LoopRecord,
  entry: Entry,
  line: EntryLine,
  names: ExportNames,
): CloudEvent<EntryLine | CDEvent> {
  const event = cloudEventWith(record, entry, line);
  const named = {
    ...event,
    source: referenceOr('/', event.source),
    subject: cutText(event.subject, LONGEST_NAME),
    correlationid: cutText(event.correlationid, LONGEST_NAME),
  };
  if (!isTransition(entry)) return named;
  const person = personOf(entry, names);
  return asCDEvent(named, record, entry, person && (person.login ?? person.uid)) ?? named;
}
