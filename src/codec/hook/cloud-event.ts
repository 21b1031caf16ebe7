import { bindingOf, type Entry, kindOf, type LoopRecord } from '../../core/model.ts';
import { type EntryLine, entryLine, type ItemOf } from './entry-line.ts';

/**
 * An entry as a CloudEvent: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md, in the JSON format beside it.
 * `sequence`, `recordedtime`, `correlationid` and `causationid` are extensions that are documented there, too.
 */
export interface CloudEvent<Data = EntryLine> {
  readonly specversion: '1.0';
  readonly type: string;
  /** The repository. */
  readonly source: string;
  /** The number of the issue or pull request, or what the record is called by. */
  readonly subject: string;
  /** The entry's hash. */
  readonly id: string;
  readonly time: string;
  readonly datacontenttype: string;
  /** The entry's `seq` with zeros before it, for it has to be in order as a text. */
  readonly sequence: string;
  readonly recordedtime: string;
  /** The record. */
  readonly correlationid: string;
  /** The hash of the entry before it; of the first one, the record's genesis. */
  readonly causationid: string;
  readonly data: Data;
}

/** As many as the largest `seq` of a record could ever have. */
const SEQUENCE_DIGITS = 10;

/** What a text of CloudEvents must not hold: control characters, and code points that are no characters. */
const NO_TEXT = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

/** The parts of a record that an event tells. */
export type EventItem = ItemOf & Pick<LoopRecord, 'ref_number'>;

/** @param names what its data tells, as of an `entryLine` */
export function cloudEvent(record: EventItem, entry: Entry, names: 'clear' | 'hashed'): CloudEvent {
  return cloudEventWith(record, entry, entryLine(record, entry, names));
}

/** @param data what is told of the entry */
export function cloudEventWith(record: EventItem, entry: Entry, data: EntryLine): CloudEvent {
  return {
    specversion: '1.0',
    type: `io.github.loopforge.${kindOf(entry)}`,
    source: sourceOf(record),
    subject: String(record.ref_number ?? record.ref).replace(NO_TEXT, '\ufffd'),
    id: entry.hash,
    time: entry.timestamp,
    datacontenttype: 'application/json',
    sequence: String(entry.seq).padStart(SEQUENCE_DIGITS, '0'),
    recordedtime: entry.recorded_at,
    correlationid: record.record_id,
    causationid: entry.prev_hash,
    data,
  };
}

/** The name of a host, with a port or without; what else stands there is none, whoever wrote it. */
const HOST = /^[\w.-]{1,255}(?::\d{1,5})?$/;

/** A reference without a host, which the standard allows, where the record is on no GitHub. */
function sourceOf(record: ItemOf): string {
  const { host } = bindingOf(record);
  const path = record.repo ?? encodeURIComponent(record.record_id);
  return host !== null && HOST.test(host) ? `https://${host}/${path}` : `/${path}`;
}
