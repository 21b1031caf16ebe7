import { createHash } from 'node:crypto';
import { builtinLifecycle } from '../../src/codec/lifecycle/builtin.ts';
import { encodeComment } from '../../src/codec/record/comment.ts';
import { encodeSegment, segmentRef, withoutSealed } from '../../src/codec/record/segment.ts';
import { traitsIn } from '../../src/core/lifecycle/traits.ts';
import { appendEntries, emptyRecord, type TransitionDraft } from '../../src/core/record/append/append.ts';
import { entriesOf, genesisHash } from '../../src/core/record/chain/chain.ts';
import type { Genesis, LoopRecord } from '../../src/core/record/record.ts';
import { trustedCommentId, trustedSha } from '../../src/core/values/ids.ts';
import { type Instant, instantOf } from '../../src/core/values/instant.ts';
import { renderRecord } from '../../src/report/comment/renderers.ts';
import { renderSegment } from '../../src/report/comment/segment-view.ts';
import type { World } from './github/world/world.ts';

const LIFECYCLE = builtinLifecycle('standard');
const MINUTE = 60_000;
const BEGIN = Date.UTC(2026, 0, 5, 8);
const OPENING = ['issue_created', 'task_queued', 'pr_created', 'ci_pending'];
const PEOPLE = [
  { id: '583231', login: 'octocat', type: 'User' },
  { id: '2257', login: 'monalisa', type: 'User' },
  { id: '480938', login: 'hubot', type: 'User' },
] as const;

export interface ManyRecords {
  readonly items: number;
  /** How many entries each record has. */
  readonly entries: number;
  /** Of so many items one is a pull request; 0: none is. */
  readonly pullEvery?: number;
  /** Of so many records one has its first half in a sealed comment; 0: none has. */
  readonly sealedEvery?: number;
}

/**
 * Items with records, as the core makes them and as many runs of the action would have left them; the same at every time.
 * @returns their numbers
 */
export function addRecords(
  world: World,
  { items, entries, pullEvery = 0, sealedEvery = 0 }: ManyRecords,
): readonly number[] {
  return world.hub.batch(() =>
    Array.from({ length: items }, (_, index) => {
      const number = isOneOf(index, pullEvery) ? world.openPull() : world.openIssue();
      putRecord(world, madeRecord(place(world, number), entries), { sealed: isOneOf(index, sealedEvery) });
      return number;
    }),
  );
}

/** A record of an item, with so many entries. */
export function madeRecord(
  at: Pick<Genesis, 'repo' | 'repo_id' | 'issue_id' | 'ref' | 'ref_number'>,
  length: number,
): LoopRecord {
  const number = at.ref_number ?? 0;
  const began = BEGIN + number * MINUTE;
  const recordedAt = instantOf(began + length * MINUTE);
  const genesis: Genesis = {
    ...{ host: 'github.com', record_id: `${at.repo}#${number}`, ...at, labels: { team: 'platform' } },
    ...{ created_at: recordedAt, auto_merge: false, lifecycle: LIFECYCLE.hash, nonce: 'A'.repeat(43) },
  };
  const drafts = Array.from({ length }, (_, step) => draft(number, step, instantOf(began + step * MINUTE)));
  return appendEntries(emptyRecord(genesis), drafts, {
    recordedAt,
    run: { id: '1001', attempt: 1, url: `https://github.com/${at.repo}/actions/runs/1001/attempts/1` },
    lifecycle: LIFECYCLE.hash,
    settings: {
      ...{ ci: 'checks', ignore_checks: [], require_current_approval: false, required_checks: [] },
      ...{ unmerged_close: 'refuse', config: null },
    },
    random: drawn(`${at.repo}#${number}`),
    traitsOf: traitsIn(LIFECYCLE),
  }).record;
}

function isOneOf(index: number, every: number): boolean {
  return every > 0 && index % every === every - 1;
}

function place(world: World, number: number) {
  const item = world.state().items.get(number);
  if (item === undefined) throw new Error(`there is no item ${number}`);
  const path = item.kind === 'pull' ? 'pull' : 'issues';
  const ref = `https://github.com/${world.repo}/${path}/${number}`;
  return { repo: world.repo, repo_id: world.state().nodeId, issue_id: item.nodeId, ref, ref_number: number };
}

function putRecord(world: World, whole: LoopRecord, { sealed }: { readonly sealed: boolean }): void {
  const number = whole.ref_number ?? 0;
  const comment = (body: string): number => world.comment(number, body, { by: 'github-actions' });
  if (!sealed) {
    comment(encodeComment(whole, renderRecord(whole) ?? ''));
    return;
  }
  const all = entriesOf(whole);
  const segment = { genesis: genesisHash(whole.genesis), entries: all.slice(0, all.length / 2) };
  const id = comment(encodeSegment(segment, renderSegment(segment)));
  const ref = segmentRef(segment, trustedCommentId(String(id)));
  const head: LoopRecord = { ...whole, ...withoutSealed(whole, ref.last_seq), segments: [ref] };
  comment(encodeComment(head, renderRecord(head) ?? ''));
}

/** Up to its checks, which then go on failing and starting again. */
function draft(number: number, step: number, at: Instant): TransitionDraft {
  const stateAt = (index: number): string => OPENING[index] ?? (index % 2 === 0 ? 'ci_failed' : 'ci_pending');
  const to = stateAt(step);
  const sha = trustedSha(createHash('sha1').update(`${number} ${step}`).digest('hex'));
  return {
    ...{ kind: 'transition', from: step === 0 ? null : stateAt(step - 1), to, at },
    ...{ trigger: 'ci.failed', source: 'observed', actor: PEOPLE[(number + step) % PEOPLE.length] ?? PEOPLE[0] },
    ...{ pr: number, pr_url: null, sha, basis: { observed: to, sha, cycle: 0, rules: null } },
    evidence: { at, facts: { 'checks.state': 'failure', 'pull_request.active': true }, checks: { build: 'FAILURE' } },
    ...{ flags: [], metadata: { attempt: step, note: 'Made for a test.' } },
  };
}

/** Bytes that follow from a word, so that two runs make the same records. */
function drawn(word: string): (size: number) => Uint8Array {
  let count = 0;
  return (size) => {
    count += 1;
    return new Uint8Array(createHash('sha512').update(`${word} ${count}`).digest().subarray(0, size));
  };
}
