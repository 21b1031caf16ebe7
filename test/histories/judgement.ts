import type { LoopRecord } from '../../src/core/record/record.ts';
import { lawFaultsOf } from '../stories/record-invariants.ts';
import type { LifecycleName } from '../stories/story.ts';
import { type Kind, kindOf } from './exceptions.ts';
import type { History } from './history.ts';
import { type Fate, mergeFates } from './merge-fates.ts';
import { verdictOn } from './merge-hour.ts';
import { isDeserved, refusalsIn, unsaid } from './refusals.ts';
import { happenedIn, type Kept, type Replay } from './replay.ts';
import { contradicted, missed } from './verifying.ts';

/** What is looked for. */
export const CHECKS = [
  'nothing is thrown',
  'every step is legal, and follows the one before',
  'every merge is accounted for',
  'no merge is recorded that was out of order',
  'no merge stays refused that was in order',
  'no refusal is one that nobody else would make',
  'a refusal says who, which gates, what they lack and how many',
  'the last event twice changes nothing',
  'verifying misses nothing but what cannot be judged',
  'verifying refutes nothing that is so',
  'the end does not depend on which events arrived',
] as const;
export type Check = (typeof CHECKS)[number];

/** Something that should not be, and how to see it again. */
export interface Finding {
  readonly check: Check;
  readonly where: string;
  readonly what: string;
}

/** What there is to say of one history. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly fates: readonly Fate[];
  readonly refusals: { readonly [lifecycle in LifecycleName]: number };
  readonly kind: Kind | null;
  /** Replays without a record, since all that arrived came long after the item was closed; or one that took it over. */
  readonly late: number;
}

export function judge(history: History, replays: readonly Replay[]): Judgement {
  const kind = kindOf(history);
  const fates = replays.flatMap(mergeFates);
  return {
    findings: [...replays.flatMap((replay) => findingsIn(replay)), ...(kind === null ? endings(history, replays) : [])],
    fates: fates.map((one) => one.fate),
    refusals: { standard: refusalsUnder('standard', replays), strict: refusalsUnder('strict', replays) },
    kind,
    late: replays.filter(({ run }) => run !== null && (run.record === null || isAdopted(run.record))).length,
  };
}

function refusalsUnder(lifecycle: LifecycleName, replays: readonly Replay[]): number {
  return replays.filter((one) => one.lifecycle === lifecycle).flatMap(refusalsIn).length;
}

function findingsIn(replay: Replay): readonly Finding[] {
  const { history, lifecycle, kept, run, thrown } = replay;
  const where = `history ${history.seed} (${history.shape}, ${history.life}), ${lifecycle}, ${kept}`;
  const say = (check: Check, what: readonly string[]): readonly Finding[] =>
    what.map((one) => ({ check, where, what: one }));
  if (thrown !== null) return say('nothing is thrown', [thrown]);
  const record = run?.record ?? null;
  if (run === null || record === null) return [];
  return [
    ...say('every step is legal, and follows the one before', lawFaultsOf(record, run.lifecycle)),
    ...mergeFindings(replay, say),
    ...refusalFindings(replay, say),
    ...laterFindings(replay, say),
  ];
}

type Say = (check: Check, what: readonly string[]) => readonly Finding[];

function mergeFindings(replay: Replay, say: Say): readonly Finding[] {
  return mergeFates(replay).flatMap(({ repo, pull, fate }) => {
    const was = verdictOn(repo, pull);
    const what = [`#${pull.number}, merged ${was}, is ${fate}`];
    if (fate === 'lost') return say('every merge is accounted for', what);
    if (fate === 'refused' && replay.lifecycle === 'standard' && was === 'in order')
      return say('no merge stays refused that was in order', what);
    const isTaken = fate === 'recorded' || fate === 'judged';
    return isTaken && was === 'out of order' ? say('no merge is recorded that was out of order', what) : [];
  });
}

function refusalFindings(replay: Replay, say: Say): readonly Finding[] {
  return refusalsIn(replay).flatMap((refused) => {
    const { entry } = refused;
    const said = `${entry.from_state} → ${entry.to_state} (${entry.code})`;
    const isWrong = replay.lifecycle === 'standard' && !isDeserved(refused);
    return [
      ...say(
        'a refusal says who, which gates, what they lack and how many',
        unsaid(refused).map((one) => `${said} ${one}`),
      ),
      ...(isWrong ? say('no refusal is one that nobody else would make', [said]) : []),
    ];
  });
}

function laterFindings(replay: Replay, say: Say): readonly Finding[] {
  const again = happenedIn(replay).at(-1)?.again() ?? null;
  if (again === null) return [];
  const changes = again.drafts.map((draft) => `it appends a ${draft.kind}`);
  return [
    ...say('the last event twice changes nothing', [...changes, ...(again.refused ? ['it is refused'] : [])]),
    ...say('verifying misses nothing but what cannot be judged', missed(replay, again)),
    ...say('verifying refutes nothing that is so', contradicted(replay)),
  ];
}

/** A record that began so late that it took over what it found judges nothing that was before. */
function isAdopted(record: LoopRecord): boolean {
  return record.notes.some((note) => note.kind === 'adopted');
}

/** Where it is not known whether a merge was in order, nothing rests on it. */
function isUnjudged(replay: Replay): boolean {
  return mergeFates(replay).some(({ fate }) => fate === 'unjudged');
}

/** The ends of all replays that began a record in time; strict has few ways back, so only `standard` is asked. */
function endings(history: History, replays: readonly Replay[]): readonly Finding[] {
  const ends = new Map<Kept, string>();
  for (const replay of replays) {
    const { lifecycle, kept, run } = replay;
    const record = lifecycle === 'standard' ? (run?.record ?? null) : null;
    if (record !== null && !isAdopted(record) && !isUnjudged(replay)) ends.set(kept, record.state);
  }
  if (new Set(ends.values()).size < 2) return [];
  const what = [...ends].map(([kept, end]) => `${kept}: ${end}`).join(', ');
  return [
    {
      check: 'the end does not depend on which events arrived',
      where: `history ${history.seed} (${history.shape}, ${history.life})`,
      what,
    },
  ];
}
