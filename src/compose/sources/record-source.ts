import {
  type ErrorCode,
  isWhole,
  type LoopRecord,
  type RecordFilter,
  type UnreadableRecord,
} from '../../core/model.ts';

/** In place of a record that a source has and cannot give. */
export interface UnreadRecord extends UnreadableRecord {
  readonly code: ErrorCode;
}

/** Where a command gets records from, whatever it is: a repository on GitHub, some of its items, a store, a file. */
export interface RecordSource {
  /** As people would name it: never with a password. */
  readonly name: string;
  /**
   * The whole records that match, one by one; in place of one that cannot be read, why. An unchanged source gives the same
   * order each time. What is saved while it is read may come a second time, none is left out.
   * @throws LoopForgeError what strikes all
   */
  records(filter?: RecordFilter): AsyncIterable<LoopRecord | UnreadRecord>;
  close(): Promise<void>;
}

/** Whether it is one that could not be read. */
export function isUnread(each: LoopRecord | UnreadRecord): each is UnreadRecord {
  return 'problem' in each;
}

/** A record without the entries of its sealed parts is no whole one, wherever it was kept. */
export function wholeOrUnread(record: LoopRecord): LoopRecord | UnreadRecord {
  if (isWhole(record)) return record;
  const last = record.segments.at(-1)?.last_seq;
  const problem = `Its entries 1 to ${last} stand in sealed parts, which are not here.`;
  return { id: record.record_id, code: 'record_unreadable', problem };
}
