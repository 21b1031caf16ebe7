import { builtinLifecycle } from '../../src/codec/builtin-lifecycles.ts';
import { decodeComment, hasMarker, viewHash } from '../../src/codec/comment.ts';
import { entriesOf } from '../../src/core/chain.ts';
import type { JsonValue } from '../../src/core/json.ts';
import type { LoopRecord } from '../../src/core/record.ts';
import { faultsOf } from '../stories/record-invariants.ts';
import type { Comment } from '../support/github/world/model.ts';
import { acceptedEntries, type Outcome } from './simulate.ts';

/** What is wrong after a seed; `lost` and `doubled` are about steps that GitHub had taken over. */
export interface Wrong {
  readonly kind: 'lost' | 'doubled' | 'record' | 'comments' | 'revision' | 'restless' | 'lock' | 'ending' | 'refused';
  readonly what: string;
}

/** Everything that is not as it must be. Empty: all is well. */
export function wrongsIn(outcome: Outcome): readonly Wrong[] {
  return [
    ...outcome.items.flatMap((item) => itemWrongs(outcome, item)),
    ...outcome.restless.map((what) => ({ kind: 'restless' as const, what })),
    ...outcome.violations.map((what) => ({ kind: 'refused' as const, what })),
    ...[...outcome.endings, ...outcome.last].flatMap((ending) => endingWrongs(ending, outcome.weather.stale > 0)),
  ];
}

/** The only ways in which GitHub's trouble may end a run. */
const EXCUSED = ['github_unreachable', 'rate_limited', 'lock_timeout', 'cancelled', 'evidence_unavailable'];
/** A replica may not even know yet that an item exists. */
const EXCUSED_BY_LAG = [...EXCUSED, 'not_found'];

function endingWrongs({ plan, report }: Outcome['endings'][number], lags: boolean): readonly Wrong[] {
  const excused = plan.id >= 9000 ? [] : lags ? EXCUSED_BY_LAG : EXCUSED;
  const failed = (report?.results ?? []).filter(({ outcome }) => outcome === 'failed');
  return failed
    .filter(({ reason }) => !excused.includes(reason))
    .map(({ reason, error }) => ({ kind: 'ending', what: `run ${plan.id} failed: ${reason}: ${error}` }));
}

function itemWrongs(outcome: Outcome, item: number): readonly Wrong[] {
  const comments = outcome.world.comments(item).filter(({ body }) => hasMarker(body));
  const [comment] = comments;
  const wrongs: Wrong[] = [...locksOn(outcome, item, comments)];
  if (comments.length !== 1) wrongs.push({ kind: 'comments', what: `#${item} has ${comments.length} record comments` });
  if (comment === undefined) return wrongs;
  const decoded = decodeComment(comment.body);
  if (decoded.kind === 'none') return wrongs;
  const { record } = decoded;
  const faults = [...faultsOf(record, builtinLifecycle('standard'))];
  if (record.head.view !== viewHash(decoded.visible)) faults.push('the view is not the one that was hashed');
  return [
    ...wrongs,
    ...faults.map((fault) => ({ kind: 'record' as const, what: `#${item}: ${fault}` })),
    ...revisionWrongs(item, comment, record),
    ...entryWrongs(outcome, item, record),
  ];
}

function revisionWrongs(item: number, comment: Comment, { head }: LoopRecord): readonly Wrong[] {
  const revisions = comment.edits.length === 0 ? 1 : comment.edits.length + (comment.includesCreatedEdit ? 0 : 1);
  if (revisions === head.rev) return [];
  return [{ kind: 'revision', what: `#${item}: the record says revision ${head.rev}, GitHub counts ${revisions}` }];
}

/** Every accepted entry stands in the record once: in the chain, or in what a note kept. */
function entryWrongs(outcome: Outcome, item: number, record: LoopRecord): readonly Wrong[] {
  const places = new Map<string, number>();
  const count = (hash: string): void => void places.set(hash, (places.get(hash) ?? 0) + 1);
  for (const entry of entriesOf(record)) {
    count(entry.hash);
    if ('kind' in entry && (entry.kind === 'restored' || entry.kind === 'merged_record')) count(hashIn(entry.was));
  }
  return [...acceptedEntries(outcome, item)].flatMap(([hash, entry]): Wrong[] => {
    const name = `#${item}: ${'kind' in entry ? `note ${entry.kind}` : `${entry.from_state} → ${entry.to_state}`} of run ${entry.run?.id} (seq ${entry.seq})`;
    const found = places.get(hash) ?? 0;
    if (found === 1) return [];
    return [found === 0 ? { kind: 'lost', what: `${name} is gone` } : { kind: 'doubled', what: `${name} stands there ${found} times` }];
  });
}

function hashIn(was: JsonValue): string {
  const hash = typeof was === 'object' && was !== null ? Reflect.get(was, 'hash') : was;
  return typeof hash === 'string' ? hash : '';
}

function locksOn(outcome: Outcome, item: number, comments: readonly Comment[]): readonly Wrong[] {
  const { world } = outcome;
  const places = [{ number: item }, ...comments.map(({ databaseId }) => ({ comment: databaseId }))];
  return places
    .flatMap((place) => world.reactions(place))
    .map(({ content, createdAt }) => ({ kind: 'lock', what: `#${item}: a lock (${content}) of ${createdAt} is left` }));
}
