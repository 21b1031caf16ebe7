import {
  type CommentsEvidence,
  checkAuthor,
  checkDeletions,
  checkOneRecord,
  type DeletionsEvidence,
} from '../comments/index.ts';
import { checkCompleteness, type TodayEvidence } from '../completeness/index.ts';
import { type CorroborationEvidence, checkCorroboration } from '../corroboration/index.ts';
import { checkFold, checkSteps } from '../entries/index.ts';
import type { Finding } from '../findings/index.ts';
import { checkHistory, checkTimes, type HistoryEvidence } from '../history/index.ts';
import {
  checkBinding,
  checkChain,
  checkCommitments,
  checkSegments,
  checkWords,
  type RecordEvidence,
} from '../record/index.ts';
import { checkRuns, type RunsEvidence } from '../runs/index.ts';
import {
  checkCanonical,
  checkSchema,
  checkView,
  type LineEvidence,
  type ValueEvidence,
  type ViewEvidence,
} from '../text/index.ts';

/* Every check, in the order in which a report lists them. What each looks at is told in `CheckEvidence` below. */

/** Whether a record holds in itself, as a file alone can show. */
export const RECORD_CHECKS = [
  { name: 'canonical', says: 'the hidden line has its one spelling', needs: 'line', run: checkCanonical },
  { name: 'schema', says: 'every key is there, and none beside them', needs: 'value', run: checkSchema },
  { name: 'words', says: 'every word is one that this release knows', needs: 'record', run: checkWords },
  { name: 'view', says: 'people read what the record names and makes', needs: 'view', run: checkView },
  { name: 'segments', says: 'the sealed parts are those that it names', needs: 'record', run: checkSegments },
  { name: 'chain', says: 'hashes, links, numbers and times of entries fit', needs: 'record', run: checkChain },
  { name: 'commitments', says: 'salts fit their values, erasures are told', needs: 'record', run: checkCommitments },
  { name: 'steps', says: 'each step is legal in the lifecycle it names', needs: 'all_entries', run: checkSteps },
  { name: 'fold', says: 'each derived field follows from the entries', needs: 'all_entries', run: checkFold },
  { name: 'binding', says: 'the record belongs to this very item', needs: 'record', run: checkBinding },
] as const satisfies readonly RegisteredCheck[];

/** Whether GitHub's own evidence agrees with it. */
export const GITHUB_CHECKS = [
  { name: 'one_record', says: 'it is the only one of the item', needs: 'comments', run: checkOneRecord },
  { name: 'author', says: 'its comments are by accounts that keep records', needs: 'comments', run: checkAuthor },
  { name: 'history', says: 'no revision drops entries, and no stranger edited', needs: 'history', run: checkHistory },
  { name: 'times', says: 'entries appeared when they say they were recorded', needs: 'history', run: checkTimes },
  { name: 'deletions', says: 'no comment of those accounts was deleted', needs: 'timeline', run: checkDeletions },
  { name: 'corroboration', says: 'GitHub shows what entries claim', needs: 'timeline', run: checkCorroboration },
  { name: 'runs', says: 'the workflow runs that entries name exist and fit', needs: 'runs', run: checkRuns },
  { name: 'completeness', says: 'the record says what GitHub shows', needs: 'today', run: checkCompleteness },
] as const satisfies readonly RegisteredCheck[];

/**
 * Their names. Written out, since a list that is computed from the checks would be loaded with every file of this room; one
 * that is missing, doubled or out of order does not compile.
 */
export const CHECK_NAMES: NamesOf<readonly [...typeof RECORD_CHECKS, ...typeof GITHUB_CHECKS]> = [
  ...['canonical', 'schema', 'words', 'view', 'segments', 'chain', 'commitments', 'steps', 'fold', 'binding'],
  ...['one_record', 'author', 'history', 'times', 'deletions', 'corroboration', 'runs', 'completeness'],
] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

/** All that checks look at, by what it is called in the register. */
export interface CheckEvidence {
  /** The hidden line of a comment. */
  readonly line: LineEvidence;
  /** The value that stands in it, or in a file. */
  readonly value: ValueEvidence;
  /** What people read, once the rest of the record holds. */
  readonly view: ViewEvidence;
  /** The record, with its sealed parts as far as they are there. */
  readonly record: RecordEvidence;
  /** The same, where all of them are. */
  readonly all_entries: RecordEvidence;
  /** The comments of the item. */
  readonly comments: CommentsEvidence;
  /** What GitHub kept of the record's comments: every revision. */
  readonly history: HistoryEvidence;
  /** What GitHub's timeline shows of the item, and of the pull requests that entries name. */
  readonly timeline: DeletionsEvidence & CorroborationEvidence;
  /** The workflow runs that entries name. */
  readonly runs: RunsEvidence;
  /** The facts of today. */
  readonly today: TodayEvidence;
}

/** One check: its name, what it makes sure of, what it looks at, and how. It runs where that is there. */
export type RegisteredCheck<Kind extends keyof CheckEvidence = keyof CheckEvidence, Name extends string = string> = {
  [Needed in Kind]: {
    readonly name: Name;
    readonly says: string;
    readonly needs: Needed;
    readonly run: (piece: CheckEvidence[Needed]) => readonly Finding[];
  };
}[Kind];

type Named = Pick<RegisteredCheck, 'name'>;

/** The names of checks, in order; a name that was there before has no place. */
type NamesOf<Checks extends readonly Named[], Before = never> = Checks extends readonly [
  infer First extends Named,
  ...infer Rest extends readonly Named[],
]
  ? readonly [Exclude<First['name'], Before>, ...NamesOf<Rest, Before | First['name']>]
  : readonly [];
