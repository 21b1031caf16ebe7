import { onTestFinished } from 'vitest';
import { decodeComment, hasMarker } from '../../src/codec/record/comment.ts';
import type { Command } from '../../src/compose/github/request.ts';
import type { ResultReport } from '../../src/compose/result/result-report.ts';
import { entriesOf } from '../../src/core/record/chain/chain.ts';
import type { Entry } from '../../src/core/record/entry.ts';
import { isNote, isRejection } from '../../src/core/record/kind.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import type { SettingsPatch } from '../../src/core/values/settings.ts';
import { createDice } from '../simulator/dice.ts';
import { type Fate, type JobEnding, runJob, type Tamper } from '../simulator/job.ts';
import { createLine } from '../simulator/line.ts';
import type { Sent } from '../simulator/traffic.ts';
import { beginVirtualTime, type VirtualTime } from '../simulator/virtual-time.ts';
import { GITHUB_TOKEN } from '../support/github/identity.ts';
import type { FakeGitHub } from '../support/github/server/harness.ts';
import type { Comment } from '../support/github/world/model.ts';
import { createWorld, type World } from '../support/github/world/world.ts';

const START = '2026-11-22T08:00:00Z';

/** What a test may want of a run; by default it tracks the item, in peace. */
export interface RunWish {
  readonly command?: Command;
  readonly sent?: Sent;
  readonly settings?: SettingsPatch;
  readonly token?: string;
  readonly clockOff?: number;
  readonly fate?: Fate;
}

/** A fake GitHub in simulated time, and runs of the action over it. */
export interface Stage {
  readonly time: VirtualTime;
  readonly world: World;
  readonly fake: FakeGitHub;
  /** Lets time pass until the work is done. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /** One whole run, `post` included; several at once with `during`. */
  run(item: number, wish?: RunWish): Promise<JobEnding>;
  track(item: number, wish?: RunWish): Promise<ResultReport>;
  records(item: number): readonly LoopRecord[];
  recordComment(item: number): Comment;
  record(item: number): LoopRecord;
}

/** Sets the stage for one test. Only what a test asks of `fake.faults` goes wrong; answers take no time. */
export function setStage(tamper: Tamper = (github) => github): Stage {
  const time = beginVirtualTime(START);
  onTestFinished(() => time.end());
  const world = createWorld({ start: START });
  world.follow(time.now);
  const line = createLine(world, time, null);
  let runs = 0;
  const run = (item: number, wish: RunWish = {}): Promise<JobEnding> => {
    runs += 1;
    const peace = { settings: {}, token: GITHUB_TOKEN, clockOff: 0, delay: 0, fate: { kind: 'lives' } } as const;
    const command: Command = { kind: 'track', targets: [{ kind: 'item', number: item }], named: true, fork: false };
    const sent = { name: 'workflow_dispatch', payload: { inputs: {} } };
    return runJob({ time, line, tamper }, { ...peace, id: runs, command, sent, dice: createDice(runs), ...wish });
  };
  const commentsOf = (item: number) => world.comments(item).filter(({ body }) => hasMarker(body));
  const recordComment = (item: number): Comment => {
    const [comment, ...more] = commentsOf(item);
    if (comment === undefined || more.length > 0) throw new Error(`#${item} has ${more.length + 1} record comments`);
    return comment;
  };
  return {
    ...{ time, world, fake: line.fake, run, recordComment },
    during: (work) => time.run(work()),
    track: async (item, wish) => only(await time.run(run(item, wish))),
    records: (item) => commentsOf(item).map(({ body }) => recordIn(body)),
    record: (item) => recordIn(recordComment(item).body),
  };
}

/** The one result of a run. */
export function only({ report, log }: JobEnding): ResultReport {
  const [result, ...more] = report?.results ?? [];
  if (result === undefined || more.length > 0) throw new Error(`not one result:\n${log.join('\n')}`);
  return result;
}

function recordIn(body: string): LoopRecord {
  const decoded = decodeComment(body);
  if (decoded.kind === 'none') throw new Error('not a record comment');
  return decoded.record;
}

/** The record in short: where each step went, and the kinds of notes. */
export function outlineOf(record: LoopRecord): readonly string[] {
  return entriesOf(record).map(nameOf);
}

function nameOf(entry: Entry): string {
  if (isNote(entry)) return entry.kind;
  return isRejection(entry) ? `✗ ${entry.to_state}` : entry.to_state;
}
