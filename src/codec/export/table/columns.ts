import { isRedacted, type JsonValue, type LoopRecord, type Redacted, type Transition } from '../../../core/model.ts';
import { jsonLine } from '../../text/index.ts';
import { type ExportNames, pseudonymOf } from '../names/index.ts';

/** What stands in a cell; null: nothing. */
export type Cell = string | number | null;

/** A step as a row, before it is one. */
interface Step {
  readonly record: LoopRecord;
  readonly entry: Transition;
  readonly names: ExportNames;
}

interface Column {
  readonly name: string;
  /** In letters of a usual font. */
  readonly width: number;
  readonly of: (step: Step) => Cell;
}

/** What stands in place of a value that was erased from the record. */
const ERASED = '(erased)';

/** In their order. Names are those of the record's fields, where one field fills the column. */
export const COLUMNS: readonly Column[] = [
  { name: 'record_id', width: 24, of: ({ record }) => record.record_id },
  { name: 'ref', width: 44, of: ({ record }) => record.ref },
  { name: 'repo', width: 20, of: ({ record }) => record.repo },
  { name: 'seq', width: 6, of: ({ entry }) => entry.seq },
  { name: 'timestamp', width: 21, of: ({ entry }) => entry.timestamp },
  { name: 'recorded_at', width: 21, of: ({ entry }) => entry.recorded_at },
  { name: 'from_state', width: 16, of: ({ entry }) => entry.from_state },
  { name: 'to_state', width: 16, of: ({ entry }) => entry.to_state },
  { name: 'trigger', width: 18, of: ({ entry }) => entry.trigger },
  { name: 'source', width: 13, of: ({ entry }) => entry.source },
  { name: 'flags', width: 12, of: ({ entry }) => entry.flags.join(' ') },
  { name: 'actor', width: 18, of: actorOf },
  { name: 'actor_id', width: 12, of: ({ entry, names }) => (names.kind === 'clear' ? clearActor(entry, 'id') : null) },
  { name: 'actor_type', width: 11, of: ({ entry }) => clearActor(entry, 'type') },
  { name: 'reason', width: 40, of: ({ entry, names }) => (names.kind === 'clear' ? reasonOf(entry) : null) },
  { name: 'pr', width: 7, of: ({ entry }) => entry.pr },
  { name: 'pr_url', width: 44, of: ({ entry }) => entry.pr_url },
  { name: 'sha', width: 42, of: ({ entry }) => entry.sha },
  { name: 'run_id', width: 13, of: ({ entry }) => entry.run?.id ?? null },
  { name: 'run_attempt', width: 12, of: ({ entry }) => entry.run?.attempt ?? null },
  { name: 'run_url', width: 44, of: ({ entry }) => entry.run?.url ?? null },
  { name: 'metadata', width: 40, of: ({ entry, names }) => (names.kind === 'clear' ? metadataOf(entry) : null) },
  { name: 'lifecycle', width: 46, of: ({ entry }) => entry.lifecycle },
  { name: 'prev_hash', width: 46, of: ({ entry }) => entry.prev_hash },
  { name: 'hash', width: 46, of: ({ entry }) => entry.hash },
];

/** A step's cells, in the order of the columns, as they are meant. */
export function cellsOf(step: Step): readonly Cell[] {
  return COLUMNS.map(({ of }) => of(step));
}

function actorOf({ entry: { actor }, names }: Step): string | null {
  if (isRedacted(actor)) return ERASED;
  return names.kind === 'clear' ? (actor?.login ?? null) : pseudonymOf(actor, names.of);
}

function clearActor({ actor }: Transition, field: 'id' | 'type'): string | null {
  return actor === null || isRedacted(actor) ? null : actor[field];
}

/** Why, where somebody said so: a person's reason for an override, or one that a workflow gave. */
function reasonOf({ metadata }: Transition): string | null {
  return Object.hasOwn(metadata, 'reason') ? textOf(metadata['reason'] ?? null) : null;
}

function textOf(value: JsonValue | Redacted): string | null {
  if (value === null || typeof value === 'string') return value;
  return isRedacted(value) ? ERASED : jsonLine(value);
}

function metadataOf({ metadata }: Transition): string | null {
  return Object.keys(metadata).length === 0 ? null : jsonLine(metadata);
}
