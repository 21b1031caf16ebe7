import { canonicalize, type JsonObject, type LoopRecord, type Note, type Transition } from '../../core/model.ts';
import { isPlainObject } from '../text/index.ts';
import { type AsWritten, isTime, type OriginalForm } from './original-shape.ts';

/** Fields of the original's record that ours may hold in another form. */
const FIELDS = ['created_at', 'updated_at', 'closed_at', 'ci_status', 'labels'] as const;

const KEY = 'original';

/**
 * What the note of an import keeps in its metadata: whatever of the original cannot be told from our record, as the
 * original wrote it.
 * @param record with the original's steps in it, and no note yet
 * @throws LoopForgeError `record_invalid` for what JSON cannot hold
 */
export function keptInNote(asWritten: AsWritten, record: LoopRecord): JsonObject {
  // The import itself is an update: whatever the time was, it is another one now.
  const fields = FIELDS.filter(
    (field) => field === 'updated_at' || canonicalize(asWritten[field]) !== canonicalize(record[field]),
  );
  const kept: Record<string, unknown> = Object.fromEntries(fields.map((field) => [field, asWritten[field]]));
  const { timestamps } = asWritten;
  // A record without steps was given its birth.
  if (timestamps.length === 0) kept['transitions'] = [];
  const parts = timestamps.map((time, index) => partOf(String(time), record.transitions[index]));
  if (parts.some((part) => part !== '')) kept['timestamps'] = parts.join(' ');
  // Whatever it is, it has been through `canonicalize`: any JSON.
  return { [KEY]: kept as JsonObject };
}

/** What a time has beside the step's: its part of a second; all of it where the step had to be later. */
function partOf(time: string, step: Transition | undefined): string {
  const seconds = step?.timestamp.slice(0, -1) ?? '';
  if (!time.startsWith(seconds)) return time;
  return time.slice(seconds.length).replace(/^\./, '').replace(/Z$/, '');
}

/** What an import kept: the fields that are still what they were then, and the times of the steps that came in. */
export interface KeptFields {
  readonly fields: Partial<Pick<OriginalForm, (typeof FIELDS)[number] | 'transitions'>>;
  /** The time of a step as the original wrote it. */
  readonly timeOf: (step: Transition) => string;
}

/** What the note of an import keeps of the original. Where its metadata was erased, nothing. */
export function keptOf(record: LoopRecord): KeptFields {
  const note = record.notes.find(({ kind, metadata }) => kind === 'migration' && isPlainObject(metadata[KEY]));
  const kept: unknown = note?.metadata[KEY];
  if (note === undefined || !isPlainObject(kept)) return { fields: {}, timeOf: ({ timestamp }) => timestamp };
  const parts = String(kept['timestamps'] ?? '').split(' ');
  const times = new Map(record.transitions.map((step, index) => [step.seq, timeOf(step, parts[index])]));
  const fields = Object.entries(kept).filter(
    ([field, value]) => isKept(field, value) && isAsItWas(field, record, note),
  );
  return {
    fields: Object.fromEntries(fields),
    timeOf: (step) => (step.seq < note.seq ? times.get(step.seq) : undefined) ?? step.timestamp,
  };
}

function timeOf({ timestamp }: Transition, part = ''): string {
  const time = part.includes('T') ? part : `${timestamp.slice(0, -1)}.${part}Z`;
  return isTime(time) ? time : timestamp;
}

/** The metadata of a note is anybody's: only what an import could have kept is taken. */
function isKept(field: string, value: unknown): boolean {
  switch (field) {
    case 'created_at':
    case 'updated_at':
      return isTime(value);
    case 'closed_at':
      return value === null || isTime(value);
    case 'ci_status':
    case 'labels':
      return isPlainObject(value);
    default:
      return field === 'transitions' && Array.isArray(value) && value.length === 0;
  }
}

/** Whether nothing that was appended since the import gave the field another value. */
function isAsItWas(field: string, record: LoopRecord, { seq }: Note): boolean {
  const steps = record.transitions.filter((step) => step.seq > seq);
  if (field === 'updated_at') return record.head.seq === seq;
  if (field === 'closed_at' || field === 'transitions') return steps.length === 0;
  const proofs = [...steps, ...record.notes.filter((note) => note.seq > seq)];
  return field !== 'ci_status' || proofs.every(({ evidence }) => evidence.checks === null);
}
