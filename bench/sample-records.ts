import { randomBytes } from 'node:crypto';
import { builtinLifecycle } from '../src/codec/lifecycle/builtin.ts';
import { encodeComment } from '../src/codec/record/comment.ts';
import { encodeLine } from '../src/codec/record/comment-line.ts';
import { encodeSegment, segmentRef, withoutSealed } from '../src/codec/record/segment.ts';
import { stateOf } from '../src/core/lifecycle/lifecycle.ts';
import { traitsIn } from '../src/core/lifecycle/traits.ts';
import type { CommentFact } from '../src/core/ports/reading.ts';
import { appendEntries, emptyRecord, type Stamp, type TransitionDraft } from '../src/core/record/append/append.ts';
import { entriesOf, genesisHash } from '../src/core/record/chain/chain.ts';
import type { Genesis, LoopRecord, Segment } from '../src/core/record/record.ts';
import { FULL_RENDERER } from '../src/core/record/renderer.ts';
import { trustedCommentId, trustedNodeId, trustedSha } from '../src/core/values/ids.ts';
import { renderRecord } from '../src/report/comment/renderers.ts';
import { renderSegment } from '../src/report/comment/segment-view.ts';

const LIFECYCLE = builtinLifecycle('standard');
const REPO_URL = 'https://github.com/acme/widgets';
const AT = '2026-11-22T08:00:00Z';
/** As much as one comment takes, and how much of the oldest goes into a sealed one. */
const MAX_BODY = 60_000;
const SEGMENT = 55_000;

const GENESIS: Genesis = {
  host: 'github.com',
  repo_id: 'R_kgDOExample',
  issue_id: 'I_kwDOExample42',
  record_id: 'acme/widgets#42',
  ref: `${REPO_URL}/issues/42`,
  ref_number: 42,
  repo: 'acme/widgets',
  labels: {},
  created_at: AT,
  auto_merge: false,
  lifecycle: LIFECYCLE.hash,
  nonce: 'A'.repeat(43),
};

export const STAMP: Stamp = {
  recordedAt: AT,
  run: { id: '1001', attempt: 1, url: `${REPO_URL}/actions/runs/1001/attempts/1` },
  lifecycle: LIFECYCLE.hash,
  settings: {
    ...{ ci: 'checks', ignore_checks: [], require_current_approval: false, required_checks: [] },
    ...{ unmerged_close: 'refuse', config: null },
  },
  random: (size) => randomBytes(size),
  traitsOf: traitsIn(LIFECYCLE),
};

/** A record as it stands in comments. */
export interface StoredRecord {
  readonly body: string;
  readonly segments: readonly CommentFact[];
}

/** The record of an item whose checks go on failing and starting again. */
export function longRecord(length: number): LoopRecord {
  let record = emptyRecord(GENESIS);
  while (record.head.seq < length) record = appendEntries(record, [nextStep(record)], STAMP).record;
  return record;
}

const OPENING = ['issue_created', 'task_queued', 'pr_created', 'ci_pending'];

export function nextStep({ state, head }: LoopRecord): TransitionDraft {
  const failed = head.seq % 2 === 1 ? 'ci_pending' : 'ci_failed';
  const to = OPENING[head.seq] ?? failed;
  const sha = 'a'.repeat(40);
  return {
    kind: 'transition',
    from: state === '' ? null : state,
    to,
    trigger: 'ci.failed',
    at: AT,
    source: 'observed',
    actor: { id: '583231', login: 'octocat', type: 'User' },
    pr: 43,
    pr_url: `${REPO_URL}/pull/43`,
    sha: trustedSha(sha),
    basis: { observed: to, sha: trustedSha(sha), cycle: 0, rules: null },
    evidence: {
      at: AT,
      facts: { 'checks.state': 'failure', 'pull_request.active': true },
      checks: { build: 'FAILURE' },
    },
    flags: [],
    metadata: {},
  };
}

/** The record as its comment shows it. */
export function shown(record: LoopRecord): LoopRecord {
  const allowed = stateOf(LIFECYCLE, record.state)?.to.map((edge) => edge.to) ?? [];
  const needs = [{ kind: 'failed', names: ['build'], counts: { total: 1 } }] as const;
  return { ...record, head: { ...record.head, shown: { renderer: FULL_RENDERER, needs, allowed, open: [] } } };
}

/** Puts the record into comments: the oldest entries into sealed ones while it is too long for one. */
export function stored(whole: LoopRecord): StoredRecord {
  const segments: CommentFact[] = [];
  let head = shown(whole);
  while (encodeLine(head).length > MAX_BODY) {
    const segment: Segment = {
      genesis: genesisHash(GENESIS),
      entries: oldest(head),
    };
    const comment = commentOf(segments.length + 1, encodeSegment(segment, renderSegment(segment)));
    const ref = segmentRef(segment, comment.databaseId);
    segments.push(comment);
    head = { ...head, ...withoutSealed(head, ref.last_seq), segments: [...head.segments, ref] };
  }
  return { body: encodeComment(head, renderRecord(head) ?? ''), segments };
}

function oldest(record: LoopRecord): Segment['entries'] {
  let size = 0;
  return entriesOf(record).filter((entry) => {
    size += encodeLine(entry).length + 1;
    return size <= SEGMENT;
  });
}

function commentOf(id: number, body: string): CommentFact {
  return {
    id: trustedNodeId(`IC_${id}`),
    databaseId: trustedCommentId(String(id)),
    url: `${REPO_URL}/issues/42#issuecomment-${id}`,
    body,
    createdAt: AT,
    lastEditedAt: null,
    author: null,
    editor: null,
    viewerDidAuthor: true,
    viewerCanUpdate: true,
    revisions: 1,
  };
}
