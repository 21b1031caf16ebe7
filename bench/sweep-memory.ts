import { builtinLifecycle } from '../src/codec/lifecycle/builtin.ts';
import { decodeComment, encodeComment, visibleTextOf } from '../src/codec/record/comment.ts';
import { traitsIn } from '../src/core/lifecycle/traits.ts';
import { appendEntries, emptyRecord } from '../src/core/record/append/append.ts';
import { carriedOver } from '../src/core/record/chain/fold.ts';
import type { LoopRecord } from '../src/core/record/record.ts';
import { payload } from '../test/support/github/events.ts';
import { startFakeGitHub } from '../test/support/github/start.ts';
import { createWorld, type World } from '../test/support/github/world/world.ts';
import { runStep } from '../test/support/run-step.ts';
import { inMegabytes, table } from './measure.ts';
import { peakIn, withProbe } from './step.ts';

const SIZES = [100, 10_000];

/** The most memory that a sweep ever held, over repositories in which every issue has a record. */
export async function measureSweepMemory(entry: string): Promise<string> {
  const rows: string[][] = [];
  for (const items of SIZES) rows.push([String(items), ...(await sweepOver(entry, items))]);
  return `### Memory of a sweep\n\n${table(['items', 'looked at', 'peak memory', 'wall time'], rows)}`;
}

async function sweepOver(entry: string, items: number): Promise<readonly string[]> {
  const world = createWorld();
  const fake = await startFakeGitHub({ world });
  try {
    const track = (number: number) =>
      runStep(entry, { eventName: 'issues', event: payload(world, 'issues', 'opened', { number }), api: fake });
    const first = world.openIssue();
    await track(first);
    world.hub.batch(() => {
      for (let count = 1; count < items; count++) copyRecord(world, first, world.openIssue());
    });
    const step = await runStep(entry, {
      eventName: 'schedule',
      event: payload(world, 'schedule', null),
      inputs: { command: 'sweep' },
      env: withProbe(),
      api: fake,
      timeoutMs: 3_600_000,
    });
    const { count, outcome } = step.outputs;
    if (count !== String(items) || outcome !== 'unchanged') {
      throw new Error(`The sweep should have found nothing to do: ${outcome}, ${count}\n${step.stdout.slice(-2000)}`);
    }
    return [count, inMegabytes(peakIn(step.stdout)), `${Math.round(step.wallMs / 1000)} s`];
  } finally {
    await fake.close();
  }
}

/** Puts the record of one issue onto another, as if it had been tracked like the first. */
function copyRecord(world: World, from: number, to: number): void {
  const body = world.comments(from)[0]?.body ?? '';
  const decoded = decodeComment(body);
  if (decoded.kind !== 'record') throw new Error('the first issue has no record');
  const { nodeId } = world.issue(to);
  const record = rebound(decoded.record, nodeId, to);
  const head = { ...record.head, ...carriedOver(decoded.record.head) };
  const copy = encodeComment({ ...record, head }, visibleTextOf(body));
  world.comment(to, copy, { by: 'github-actions' });
}

function rebound(record: LoopRecord, issue_id: string, number: number): LoopRecord {
  const { genesis, repo } = record;
  const id = `${repo}#${number}`;
  const ref = genesis.ref.replace(/\d+$/, String(number));
  const [birth] = record.transitions;
  if (birth === undefined) throw new Error('the first record has no entry');
  const { actor } = birth;
  const draft = {
    ...birth,
    kind: 'transition',
    from: birth.from_state,
    to: birth.to_state,
    at: birth.timestamp,
    actor: actor === null || 'redacted' in actor ? null : actor,
  } as const;
  const empty = emptyRecord({ ...genesis, issue_id, record_id: id, ref, ref_number: number });
  return appendEntries(empty, [draft], {
    recordedAt: birth.recorded_at,
    run: birth.run,
    lifecycle: birth.lifecycle,
    settings: birth.settings,
    random: (size) => new Uint8Array(size).map((_, at) => (number * 31 + at * 7) % 256),
    traitsOf: traitsIn(builtinLifecycle('standard')),
  }).record;
}
