import {
  type Binding,
  type Entry,
  isWhole,
  type LoopRecord,
  type UnknownWord,
  unknownWord,
  unknownWords,
} from '../../model.ts';
import { type Check, couldNot, type Finding, ran, unclear, type VerifiedRecord } from '../findings/index.ts';
import { checkBinding, checkNames } from './binding.ts';
import { checkWhatFollows } from './can-follow.ts';
import { checkChain, checkOrder } from './chain.ts';
import { checkCommitments } from './commitments.ts';
import { checkFold } from './fold.ts';
import { checkSegments, sealedThrough } from './segments.ts';
import { checkShown } from './shown.ts';
import { checkSteps, type LifecycleByHash } from './steps.ts';

export interface RecordCheckOptions {
  readonly lifecycleOf: LifecycleByHash;
  /** The item that the record must belong to; left out: it is not known, and only the record's own names are compared. */
  readonly binding?: Binding;
}

/**
 * What a record shows in itself: chain, commitments, steps, fold, sealed parts, names. The record must fit the schema.
 * Where its sealed parts are not joined, what needs them does not run.
 */
export function checkRecord(record: LoopRecord, { lifecycleOf, binding }: RecordCheckOptions): readonly Check[] {
  const entries = bySeq(record);
  const joined = isWhole(record);
  const notJoined = 'The sealed parts of the record are missing, and this needs all entries.';
  return [
    ran('words', unknownWords(record).map(unjudged)),
    ran('segments', checkSegments(record, entries)),
    ran('chain', [
      ...checkOrder(record),
      ...checkChain(record.genesis, entries, joined ? null : (record.segments.at(-1) ?? null)),
    ]),
    ran('commitments', checkCommitments(entries, joined ? 0 : sealedThrough(record))),
    joined ? ran('steps', stepFindings(record, entries, lifecycleOf)) : couldNot('steps', notJoined),
    joined ? ran('fold', followed(record, entries, lifecycleOf)) : couldNot('fold', notJoined),
    ran('binding', [...checkNames(record), ...(binding === undefined ? [] : checkBinding(record, binding))]),
  ];
}

/** What is shown is judged by the record as it should be. */
function followed(...told: Parameters<typeof checkFold>): readonly Finding[] {
  const folded = checkFold(...told);
  return folded.length > 0 ? folded : checkShown(...told);
}

function stepFindings(
  { genesis }: LoopRecord,
  entries: readonly Entry[],
  lifecycleOf: LifecycleByHash,
): readonly Finding[] {
  return [...checkSteps(genesis, entries, lifecycleOf), ...checkWhatFollows(genesis, entries, lifecycleOf)];
}

/** A newer release knows what it means. */
function unjudged(word: UnknownWord): Finding {
  return unclear('unknown_kind', word.seq, `${unknownWord(word)}: a newer one wrote it.`);
}

/** In order, whatever the order of the lists. */
function bySeq({ transitions, rejections, notes }: LoopRecord): readonly Entry[] {
  return [...transitions, ...rejections, ...notes].sort((a, b) => a.seq - b.seq);
}

export function subjectOf(record: LoopRecord, url: string | null = null): VerifiedRecord {
  const { record_id, ref_number, transitions, rejections, notes, head } = record;
  const entries = transitions.length + rejections.length + notes.length;
  return { recordId: record_id, number: ref_number, entries, headHash: head.hash, url };
}
