import { withoutSealed } from '../../codec/record/index.ts';
import { verifyValue } from '../../codec/verify/index.ts';
import {
  bindingOf,
  ConflictError,
  checkSizes,
  entriesOf,
  type GitHubItems,
  goesOnFrom,
  LoopForgeError,
  type LoopRecord,
  recordedErasures,
  withoutView,
  withSealed,
} from '../../core/model.ts';
import { bindingFrom, editable, readWholeRecord, recordPlaceOf, type StoredRecord } from '../find-record/index.ts';
import { assessItem, type ItemRequest, type ItemState, type Ports } from '../item-state/index.ts';
import { type Change, commit, composeRecord } from '../write/index.ts';

/** One save of a record into the comment of its item. */
export interface SaveRequest {
  readonly number: number;
  /** With the entries of its sealed parts, if it has any. */
  readonly record: LoopRecord;
  /** Null: the item must have no record yet. */
  readonly expectedVersion: number | null;
}

/**
 * Writes a record into its item's comment through the one write loop: compared and written under the lock, so that of
 * several writers one is first and the others meet a conflict. The record must go on from the one that stands there.
 * What other writers lost is put right first, and then this one's version is no longer the stored one.
 * @returns the whole record as it stands in the comment
 * @throws ConflictError; LoopForgeError `input_invalid` where the record belongs elsewhere, does not hold, or would
 *   rewrite what stands there; and those of reading and writing. Nothing is half-written then
 */
export async function saveStored(ports: Ports, asked: ItemRequest, request: SaveRequest): Promise<LoopRecord> {
  checkRecord(request);
  const first = await assessItem(ports.github, asked, await ports.github.read(request.number));
  checkPlace(first, request.record);
  compare(first, request);
  let isMending = false;
  const { record } = await commit(ports, first, {
    assess: (github, reading) => assessItem(github, asked, reading),
    change: (itemState) => {
      isMending = needsMending(itemState);
      return isMending ? mended(ports, asked, itemState) : changeFor(ports, itemState, request);
    },
    lock: first.run.lock,
  });
  if (isMending) throw conflict(request, record?.head.seq ?? null);
  return structuredClone(record === null ? request.record : await whole(ports.github, request, record));
}

/** The record as it stands in the comment, with its sealed parts: most are known from the one that was given. */
async function whole(github: GitHubItems, { number, record }: SaveRequest, stored: LoopRecord): Promise<LoopRecord> {
  const through = stored.segments.at(-1)?.last_seq ?? 0;
  if (through > record.head.seq) return readWholeRecord(github, number, { record: stored });
  return withSealed(
    stored,
    entriesOf(record).filter(({ seq }) => seq <= through),
  );
}

/** @throws LoopForgeError `input_invalid`: what the next run would call tampering is not written; `too_large` */
function checkRecord({ record, expectedVersion }: SaveRequest): void {
  // Whether its steps were legal is for verify to tell: a store is not the law.
  const checks = verifyValue(withoutView(record)).checks.filter(({ name }) => name !== 'steps');
  const problem = checks.flatMap(({ findings }) => findings).find(({ gravity }) => gravity === 'fail');
  if (problem !== undefined) throw refused(record, `It does not hold: ${problem.message}`);
  try {
    checkSizes(entriesOf(record).filter(({ seq }) => seq > (expectedVersion ?? 0)));
  } catch (cause) {
    if (!(cause instanceof LoopForgeError)) throw cause;
    throw new LoopForgeError('too_large', `The record ${record.record_id} was not saved. ${cause.message}`, { cause });
  }
}

/** @throws LoopForgeError `input_invalid` */
function checkPlace({ reading }: ItemState, record: LoopRecord): void {
  if (recordPlaceOf(bindingOf(record), reading) === 'here') return;
  const { record_id } = bindingFrom(reading);
  throw refused(record, `It does not belong to ${record_id}: a record of an item is bound to it from its birth on.`);
}

/** @throws ConflictError */
function compare({ found }: ItemState, request: SaveRequest): void {
  const version = found.stored?.record.head.seq ?? null;
  if (version !== request.expectedVersion) throw conflict(request, version);
}

async function changeFor(ports: Ports, itemState: ItemState, request: SaveRequest): Promise<Change | null> {
  compare(itemState, request);
  const { stored } = itemState.found;
  // A new comment seals anew: the sealed parts that the record had are not there, or not this comment's.
  if (stored === null) return changeTo(itemState, { ...withoutView(request.record), segments: [] });
  checkEditable(itemState);
  const before = await readWholeRecord(ports.atOnce, itemState.reading.facts.number, stored);
  if (!goesOnFrom(before, request.record)) {
    throw refused(request.record, `It does not go on from the record in ${stored.comment.url}, whose entries stay.`);
  }
  if (before.head.seq === request.record.head.seq) return null;
  return changeTo(itemState, withinComment(request.record, stored));
}

function changeTo({ found, reconciliation }: ItemState, record: LoopRecord): Change {
  const version = found.stored?.record.head.seq ?? 0;
  const appended = entriesOf(record).filter(({ seq }) => seq > version);
  return { record, appended, absorbed: reconciliation.surplus };
}

/** The record as its comment holds it: what is sealed stays where it is. */
function withinComment(record: LoopRecord, { record: before }: StoredRecord): LoopRecord {
  const { segments, continues } = before;
  const through = segments.at(-1)?.last_seq ?? 0;
  const erased = recordedErasures(entriesOf(record).filter(({ seq }) => seq > before.head.seq));
  if (erased.some(({ seq }) => seq <= through))
    throw refused(record, 'It erases values of a sealed part. Use "loopforge redact" for that.');
  const { outbox } = before.head;
  const next = { ...withoutView(record), ...withoutSealed(record, through), segments, continues };
  return { ...next, head: { ...next.head, outbox } };
}

/** Whether there are entries to take in that other writers lost, or the item was moved. */
function needsMending({ reconciliation, found }: ItemState): boolean {
  return found.transferred || reconciliation.notes.length > 0;
}

/** What any run would write first; no step is taken with it. */
function mended(ports: Ports, asked: ItemRequest, itemState: ItemState): Change {
  checkEditable(itemState);
  const composed = composeRecord(itemState, asked.context.run, ports.random);
  return { ...composed, absorbed: itemState.reconciliation.surplus };
}

/** @throws LoopForgeError `permission_missing` */
function checkEditable({ found }: ItemState): void {
  if (found.stored === null || editable(found) !== null) return;
  const { url } = found.stored.comment;
  const message = `This token may not edit ${url}. It takes write access to the repository.`;
  throw new LoopForgeError('permission_missing', message);
}

function conflict({ record, expectedVersion }: SaveRequest, found: number | null): ConflictError {
  const versions = `expected version ${expectedVersion ?? 'none'}, found ${found ?? 'none'}`;
  return new ConflictError(`Record ${record.record_id} was changed by another writer: ${versions}. Load it again.`);
}

function refused({ record_id }: LoopRecord, why: string): LoopForgeError {
  return new LoopForgeError('input_invalid', `The record ${record_id} was not saved. ${why}`);
}
