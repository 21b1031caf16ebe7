import { type Selected, type Selection, selectValues } from '../../core/by-hand/index.ts';
import {
  type Actor,
  appendEntries,
  draftAct,
  type Entry,
  type Erasure,
  entriesOf,
  eraseRecord,
  type GitHubItems,
  isErased,
  joinErasures,
  LoopForgeError,
  type LoopRecord,
  unrecorded,
  WAITS,
} from '../../core/model.ts';
import { readWholeRecord } from '../find-record/index.ts';
import { assessItem, type ItemRequest, type ItemState, type Ports } from '../item-state/index.ts';
import { type Change, type Committed, commit } from '../write/index.ts';
import { actingPerson, manualStamp, storedIn, waitForOtherLocks, writable } from './by-hand.ts';
import { nothingMeant } from './nothing-meant.ts';
import { eraseSegments } from './redact-segments.ts';

export interface RedactRequest {
  readonly number: number;
  readonly selection: Selection;
  readonly reason: string;
  readonly dryRun: boolean;
}

/** What was erased, or in a dry run: would be. */
export interface Redaction extends Selected {
  readonly recordId: string;
  readonly url: string;
  readonly actor: Actor;
  /** Numbers of the `redaction` notes that were appended. */
  readonly notes: readonly number[];
  /** How many sealed parts were edited. */
  readonly segments: number;
  readonly dryRun: boolean;
}

/** A run that writes at the same moment can undo an erasure; it is then done again, so often. */
const ROUNDS = 3;

/**
 * Erases values of a record: each is replaced by its commitment, its salt is dropped, and one `redaction` note for each
 * entry says so. No hash changes. The record goes first and its sealed parts after it, so that nothing is ever erased
 * without a note; a run that was cut off in between is finished by running it again. Nothing is claimed before each
 * write has arrived that was under way meanwhile, and what is meant is nowhere in the clear then.
 * @throws LoopForgeError `record_not_found`, `input_invalid`, `permission_missing`, `conflict`, and those of writing.
 */
export async function redact(ports: Ports, asked: ItemRequest, request: RedactRequest): Promise<Redaction> {
  const runRequest = { ...asked, byHand: true };
  const { number, dryRun } = request;
  let itemState = await assessItem(ports.github, runRequest, await ports.github.read(number));
  let selected = await select(ports, runRequest, itemState, request, nothingMeant);
  const done = { ...selected, notes: [], segments: 0, dryRun };
  if (dryRun || selected.erasures.length === 0) return done;
  const notes: number[] = [];
  let { erasures } = selected;
  let segments = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const written = await writeNotes(ports, runRequest, itemState, request.reason, selected.erasures);
    notes.push(...written.appended.map((entry) => entry.seq));
    segments += await eraseSegments(ports, number, written.record ?? storedIn(itemState).record, selected.erasures);
    for (const ms of WAITS.byHandMs) {
      await waitForOtherLocks(ports, ms);
      itemState = await assessItem(ports.github, runRequest, await ports.github.read(number));
      selected = await select(ports, runRequest, itemState, request, () => null);
      if (selected.erasures.length > 0 || !isCalm(itemState)) break;
    }
    if (selected.erasures.length === 0 && isCalm(itemState)) return { ...done, erasures, notes, segments };
    erasures = joinErasures([...erasures, ...selected.erasures]);
  }
  throw restless();
}

const NOTHING: Selected = { erasures: [], mentions: [], spared: [] };

/** @param otherwise the error where the record has nothing that could be meant; null: then there is nothing left */
async function select(
  ports: Ports,
  runRequest: ItemRequest,
  itemState: ItemState,
  { selection }: RedactRequest,
  otherwise: (entries: readonly Entry[], selection: Selection) => LoopForgeError | null,
): Promise<Omit<Redaction, 'notes' | 'segments' | 'dryRun'>> {
  const { comment, record } = storedIn(itemState);
  const actor = actingPerson(itemState.reading, runRequest);
  const entries = entriesOf(await whole(ports.github, itemState));
  const selected = selectValues(entries, selection, actor);
  const error = selected === null ? otherwise(entries, selection) : null;
  if (error !== null) throw error;
  return { ...(selected ?? NOTHING), recordId: record.record_id, url: comment.url, actor };
}

/** Erases in the record's own comment and appends the notes for all. */
async function writeNotes(
  ports: Ports,
  runRequest: ItemRequest,
  first: ItemState,
  reason: string,
  erasures: readonly Erasure[],
): Promise<Committed> {
  return commit(ports, first, {
    assess: (github, reading) => assessItem(github, runRequest, reading),
    change: async (itemState) =>
      redactedRecord(ports, runRequest, itemState, await whole(ports.atOnce, itemState), erasures, reason),
    lock: first.run.lock,
  });
}

function redactedRecord(
  ports: Ports,
  runRequest: ItemRequest,
  itemState: ItemState,
  joined: LoopRecord,
  erasures: readonly Erasure[],
  reason: string,
): Change | null {
  checkCalm(itemState);
  const { record } = writable(itemState);
  // What came back in spite of a note gets another one, which says for this edit what it did.
  const back = erasures.filter((one) => !isErased(entriesOf(record), [one]));
  const missing = joinErasures([...unrecorded(entriesOf(joined), erasures), ...back]);
  if (missing.length === 0) return null;
  const actor = actingPerson(itemState.reading, runRequest);
  const drafts = missing.map(({ seq, names }) => {
    return draftAct(
      { note: 'redaction', was: { data: { seq, names: [...names] } }, metadata: { reason } },
      record,
      actor,
    );
  });
  const redacted = appendEntries(eraseRecord(record, erasures), drafts, manualStamp(ports, itemState.reading.at));
  return { ...redacted, absorbed: [] };
}

async function whole(github: GitHubItems, itemState: ItemState): Promise<LoopRecord> {
  return readWholeRecord(github, itemState.reading.facts.number, storedIn(itemState));
}

/** What other writers lost is found by counting, and a write of ours would hide it from that count. */
function checkCalm(itemState: ItemState): void {
  if (isCalm(itemState)) return;
  throw new LoopForgeError(
    'conflict',
    'The record has something to put right first: an overwritten entry, a second record comment or a transfer. Let LoopForge run once for this item in a workflow, and repeat the command.',
  );
}

function isCalm({ reconciliation, found }: ItemState): boolean {
  return (
    reconciliation.settled &&
    reconciliation.notes.length === 0 &&
    reconciliation.surplus.length === 0 &&
    !found.transferred
  );
}

function restless(): LoopForgeError {
  return new LoopForgeError(
    'conflict',
    'Other runs kept writing the record, and brought back what was erased. Wait until no workflow runs for this item, and repeat the command.',
  );
}
