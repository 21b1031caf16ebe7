import { decodeComment } from '../src/codec/record/comment.ts';
import { entriesOf } from '../src/core/record/chain/chain.ts';
import type { Entry } from '../src/core/record/entry.ts';
import { isRejection } from '../src/core/record/kind.ts';
import type { LoopRecord } from '../src/core/record/record.ts';
import type { Stage } from './stage.ts';

/** The record comment of an item, as GitHub holds it. */
export function commentOn(stage: Stage, issue: number): string {
  const comment = stage.world.comments(issue).find(({ body }) => decodeComment(body).kind === 'record');
  if (comment === undefined) throw new Error(`issue #${issue} has no record comment`);
  return comment.body;
}

/** The audit trail: one line an entry, oldest first, with the chain. */
export function trailOf(body: string): string {
  const decoded = decodeComment(body);
  if (decoded.kind !== 'record') throw new Error('this comment holds no record');
  return [...entriesOf(decoded.record).map(line), `  head ${decoded.record.head.hash}`, summary(decoded.record)].join(
    '\n',
  );
}

function line(entry: Entry): string {
  const { seq, timestamp, source, actor, hash } = entry;
  const who = actor !== null && 'login' in actor ? actor.login : '–';
  const what = isRejection(entry)
    ? `REFUSED ${entry.from_state} → ${entry.to_state} (${entry.code})`
    : `${entry.from_state ?? '·'} → ${entry.to_state}`;
  return `${String(seq).padStart(3)}  ${timestamp}  ${what.padEnd(46)} ${source.padEnd(13)} ${who.padEnd(10)} ${hash.slice(0, 12)}…`;
}

function summary({ transitions, rejections, state, record_id }: LoopRecord): string {
  return `  ${record_id}: ${transitions.length} steps, ${rejections.length} refused, now ${state}`;
}
