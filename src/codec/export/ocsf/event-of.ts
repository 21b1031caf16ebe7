import { type Entry, isNote, isPullRequest, isRejection, isTransition, kindOf } from '../../../core/model.ts';
import type { EntryLine } from '../../hook/index.ts';
import { classify } from './classify.ts';
import type { OcsfEntity, OcsfEvent, OcsfUser } from './ocsf-event.ts';

/** Of the line, what OCSF has no field for. */
const UNMAPPED = [
  ...['entry', 'hash', 'prev_hash', 'seq', 'host', 'from_state', 'to_state', 'trigger', 'source', 'flags'],
  ...['pr', 'pr_url', 'sha', 'lifecycle', 'basis', 'run', 'code', 'cause', 'needs', 'kind', 'withheld', 'cut'],
] as const;

/** What is told of an entry beside its line. */
interface Beside {
  /** Who made it, if that may be told. */
  readonly user: OcsfUser | null;
  /** What a person gave as the reason, if that may be told. */
  readonly reason: string | null;
  /** By which the entry's hash leads to what can be erased of it; null: there is no room for them, or they are withheld. */
  readonly commitments: object | null;
}

/** @param line the entry as it may be told: whatever texts the event has come from here, words of newer releases too */
export function ocsfEvent(entry: Entry, line: EntryLine, { user, reason, commitments }: Beside): OcsfEvent {
  const from = textOf(line, 'from_state');
  const to = textOf(line, 'to_state');
  const message = textOf(line, 'message');
  return {
    ...classify(entry),
    ...(isRejection(entry) ? { status_code: textOf(line, 'code') ?? '', status_detail: message ?? '' } : {}),
    time: Date.parse(entry.timestamp),
    message: sentence(entry, line, from, to),
    ...(reason === null ? {} : { comment: reason }),
    metadata: {
      version: '1.8.0',
      product: { name: 'LoopForge', vendor_name: 'LoopForge' },
      uid: entry.hash,
      sequence: entry.seq,
      correlation_uid: line.record_id,
      event_code: textOf(line, 'kind') ?? kindOf(entry),
      logged_time: Date.parse(entry.recorded_at),
      original_time: entry.timestamp,
      ...(Object.hasOwn(line, 'cut') ? { is_truncated: true } : {}),
    },
    ...(user === null ? {} : { actor: { user } }),
    entity: entityOf(line, from),
    ...(isTransition(entry) ? { entity_result: entityOf(line, to) } : {}),
    unmapped: { loopforge: { ...unmappedOf(line), ...(commitments === null ? {} : { commitments }) } },
  };
}

function sentence(entry: Entry, line: EntryLine, from: string | null, to: string | null): string {
  const { record_id } = line;
  if (isNote(entry)) return `${record_id}: note ${textOf(line, 'kind')}`;
  if (isRejection(entry)) return `${record_id}: refused from ${from} to ${to}`;
  return from === null ? `${record_id}: begun as ${to}` : `${record_id}: from ${from} to ${to}`;
}

/** An item is of no type that OCSF knows, so it has a type by name. */
function entityOf({ record_id, ref, repo, host }: EntryLine, state: string | null): OcsfEntity {
  const type = host === null ? 'Work item' : isPullRequest({ ref }) ? 'Pull request' : 'Issue';
  return { type_id: 99, type, uid: record_id, name: ref, data: { state, repo } };
}

function unmappedOf(line: EntryLine): { readonly [field: string]: unknown } {
  return Object.fromEntries(UNMAPPED.filter((name) => Object.hasOwn(line, name)).map((name) => [name, line[name]]));
}

function textOf(line: EntryLine, name: string): string | null {
  const value = line[name];
  return typeof value === 'string' ? value : null;
}
