import { builtinLifecycle } from '../../src/codec/lifecycle/builtin.ts';
import { decodeComment, hasMarker } from '../../src/codec/record/comment.ts';
import { viewHash } from '../../src/codec/record/comment-view.ts';
import type { CommentFact } from '../../src/core/ports/reading.ts';
import { entriesOf } from '../../src/core/record/chain/chain.ts';
import type { Entry } from '../../src/core/record/entry.ts';
import { isNote } from '../../src/core/record/kind.ts';
import { isTakingIn } from '../../src/core/record/notes.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { trustedCommentId, trustedNodeId } from '../../src/core/values/ids.ts';
import { renderRecord } from '../../src/report/comment/renderers.ts';
import { joinSegments } from '../../src/usecase/find-record/whole-record.ts';
import { faultsOf } from '../stories/record-invariants.ts';
import type { Comment } from '../support/github/world/model.ts';
import { acceptedEntries } from './accepted.ts';
import type { JobEnding } from './job.ts';
import type { Outcome } from './simulate.ts';

/** What is wrong after a seed; `lost` and `doubled` are about entries that GitHub had taken over. */
export interface Wrong {
  readonly kind: 'lost' | 'doubled' | 'record' | 'comments' | 'revision' | 'restless' | 'lock' | 'ending' | 'refused';
  readonly what: string;
}

/** Everything that is not as it must be. Empty: all is well. */
export function wrongsIn(outcome: Outcome): readonly Wrong[] {
  return [
    ...outcome.items.flatMap((item) => itemWrongs(outcome, item)),
    ...outcome.restless.map((what): Wrong => ({ kind: 'restless', what })),
    ...outcome.refused.map((what): Wrong => ({ kind: 'refused', what })),
    ...[...outcome.endings, ...outcome.last].flatMap((ending) => endingWrongs(ending, outcome)),
  ];
}

/** The only ways in which GitHub's trouble may end a run. */
const EXCUSED = ['github_unreachable', 'rate_limited', 'lock_timeout', 'cancelled', 'evidence_unavailable', 'conflict'];

function endingWrongs(ending: JobEnding, { weather, last }: Outcome): readonly Wrong[] {
  // A replica may not know yet that the item exists, or a sealed part of its record.
  const known = weather.stale > 0 ? [...EXCUSED, 'not_found', 'record_unreadable'] : EXCUSED;
  const excused = last.includes(ending) ? [] : known;
  const failed = (ending.report?.results ?? []).filter(({ outcome }) => outcome === 'failed');
  return failed
    .filter(({ reason }) => !excused.includes(reason))
    .map(({ reason, error }) => ({ kind: 'ending', what: `run ${ending.plan.id} failed: ${reason}: ${error}` }));
}

function itemWrongs(outcome: Outcome, item: number): readonly Wrong[] {
  const comments = outcome.world.comments(item);
  const records = comments.filter(({ body }) => hasMarker(body));
  const [comment] = records;
  const locks = locksLeft(outcome, item, records);
  if (comment === undefined || records.length !== 1) {
    return [...locks, { kind: 'comments', what: `#${item} has ${records.length} record comments` }];
  }
  const decoded = decodeComment(comment.body);
  if (decoded.kind === 'none') return locks;
  const record = joinSegments(decoded.record, comments.map(factOf));
  const views = [viewHash(decoded.visible), viewHash(renderRecord(decoded.record) ?? '')];
  const view = views.every((hash) => hash === record.head.view) ? [] : ['people read what the record does not say'];
  return [
    ...locks,
    ...[...view, ...recordFaults(record)].map((fault): Wrong => ({ kind: 'record', what: `#${item}: ${fault}` })),
    ...revisionWrongs(outcome, item, comment, record),
    ...entryWrongs(outcome, item, record),
  ];
}

/** What a claim is refused for is for others to judge: the oracle of the stories knows no claims of another merge. */
function recordFaults(record: LoopRecord): readonly string[] {
  return faultsOf(record, builtinLifecycle('standard')).filter((fault) => !fault.includes('has the cause'));
}

/** `joinSegments` looks at the id and the body alone. */
function factOf({ databaseId, nodeId, body, createdAt }: Comment): CommentFact {
  const nobody = { author: null, editor: null, viewerDidAuthor: true, viewerCanUpdate: true, lastEditedAt: null };
  return {
    ...nobody,
    id: trustedNodeId(nodeId),
    databaseId: trustedCommentId(String(databaseId)),
    url: '',
    body,
    createdAt,
    revisions: 1,
  };
}

/**
 * Where GitHub joins edits it counts fewer. It counts more only for edits that bring no entry: a body that was sent twice,
 * since the first answer was lost, or a note of what was delivered that a run put aside which had looked before. Of that no
 * entry is lost, what was delivered is told once more, and the next write counts it in.
 */
function revisionWrongs({ weather }: Outcome, item: number, comment: Comment, { head }: LoopRecord): readonly Wrong[] {
  const revisions = comment.edits.length === 0 ? 1 : comment.edits.length + (comment.includesCreatedEdit ? 0 : 1);
  const ends = comment.edits.map(({ body }) => lastHashIn(body ?? ''));
  const withoutEntry = ends.length - new Set(ends).size;
  const isCounted = revisions >= head.rev && revisions - withoutEntry <= head.rev;
  if (isCounted || (weather.joinsWithin > 0 && revisions < head.rev)) return [];
  return [{ kind: 'revision', what: `#${item}: the record says revision ${head.rev}, GitHub counts ${revisions}` }];
}

/** Of the last entry in the line of a record. */
function lastHashIn(body: string): string {
  const decoded = hasMarker(body) ? decodeComment(body) : null;
  return decoded?.kind === 'record' ? decoded.record.head.hash : body;
}

/** Every accepted entry stands in the record once: in the chain, or in what a note kept. */
function entryWrongs(outcome: Outcome, item: number, record: LoopRecord): readonly Wrong[] {
  const places = new Map<string, number>();
  for (const hash of entriesOf(record).flatMap(hashesIn)) places.set(hash, (places.get(hash) ?? 0) + 1);
  return [...acceptedEntries(outcome, item)].flatMap(([hash, entry]): readonly Wrong[] => {
    const found = places.get(hash) ?? 0;
    if (found === 1) return [];
    const name = `#${item}: ${nameOf(entry)}`;
    return [
      found === 0 ? { kind: 'lost', what: `${name} is gone` } : { kind: 'doubled', what: `${name}: ${found} times` },
    ];
  });
}

function nameOf(entry: Entry): string {
  const what = isNote(entry) ? `note ${entry.kind}` : `${entry.from_state} → ${entry.to_state}`;
  return `${what} of run ${entry.run?.id} (seq ${entry.seq})`;
}

/** The entry's own hash, and those of what it takes in, and of what that takes in. */
function hashesIn(entry: Entry): readonly string[] {
  if (!isTakingIn(entry)) return [entry.hash];
  return [entry.hash, ...entry.was.named, ...entry.was.kept.flatMap(hashesIn)];
}

/** A lock may be left where nobody could free it: no `post` ran, GitHub refused, or took the request over too late. */
function locksLeft(outcome: Outcome, item: number, records: readonly Comment[]): readonly Wrong[] {
  const { world, weather, endings } = outcome;
  const isKilled = ({ plan: { fate }, report }: JobEnding) => report === null && fate.kind === 'killed' && !fate.post;
  if (weather.late > 0 || weather.limited > 0 || endings.some(isKilled)) return [];
  const places = [{ number: item }, ...records.map(({ databaseId }) => ({ comment: databaseId }))];
  return places
    .flatMap((place) => world.reactions(place))
    .map(({ content, createdAt }) => ({ kind: 'lock', what: `#${item}: a lock (${content}) of ${createdAt} is left` }));
}
