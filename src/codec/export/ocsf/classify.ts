import { type Entry, isNote, isRejection } from '../../../core/model.ts';
import type { OcsfEvent } from './ocsf-event.ts';

const CLASS = {
  category_uid: 3,
  category_name: 'Identity & Access Management',
  class_uid: 3004,
  class_name: 'Entity Management',
} as const;

const CREATE = { id: 1, name: 'Create' };
const UPDATE = { id: 3, name: 'Update' };
const OTHER = { id: 99, name: 'Other' };

const INFORMATIONAL = { severity_id: 1, severity: 'Informational' };
const LOW = { severity_id: 2, severity: 'Low' };
const MEDIUM = { severity_id: 3, severity: 'Medium' };

const SUCCESS = { status_id: 1, status: 'Success' };
const FAILURE = { status_id: 2, status: 'Failure' };

/** Notes of what somebody did to the record, or answers for. */
const BY_HAND: readonly string[] = ['accept', 'repair', 'redaction', 'restored'];

/** The fields of an event that sort it, of which all but the kind of entry decide nothing. */
type Sorted = Pick<
  OcsfEvent,
  | keyof typeof CLASS
  | keyof typeof LOW
  | keyof typeof SUCCESS
  | 'activity_id'
  | 'activity_name'
  | 'type_uid'
  | 'type_name'
>;

/**
 * Which activity an entry is, how severe, and whether it came about: a refused step is an Update that failed, and a note
 * is an activity that OCSF has no number for.
 */
export function classify(entry: Entry): Sorted {
  const { id, name } = activityOf(entry);
  return {
    ...CLASS,
    activity_id: id,
    activity_name: isNote(entry) ? 'Note' : name,
    type_uid: CLASS.class_uid * 100 + id,
    type_name: `${CLASS.class_name}: ${name}`,
    ...severityOf(entry),
    ...(isRejection(entry) ? FAILURE : SUCCESS),
  };
}

/** The first step of a record is its birth. */
function activityOf(entry: Entry): typeof CREATE {
  if (isNote(entry)) return OTHER;
  return entry.from_state === null ? CREATE : UPDATE;
}

function severityOf(entry: Entry): typeof LOW {
  if (isRejection(entry)) return MEDIUM;
  const isOutOfTheOrdinary = isNote(entry) ? BY_HAND.includes(entry.kind) : entry.source === 'override';
  return isOutOfTheOrdinary ? LOW : INFORMATIONAL;
}
