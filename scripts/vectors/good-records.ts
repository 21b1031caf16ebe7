import type { NoteDraft } from '../../src/core/record/append/append.ts';
import { bindingOf, rebind } from '../../src/core/record/chain/binding.ts';
import { entriesOf } from '../../src/core/record/chain/chain.ts';
import type { Entry, NoteKind, Was } from '../../src/core/record/entry.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { trustedCommentId } from '../../src/core/values/ids.ts';
import type { JsonValue } from '../../src/core/values/json.ts';
import { erase, REASON } from './erase.ts';
import {
  at,
  GENESIS,
  grown,
  HEAD,
  note,
  OCTOCAT,
  OTHER_HASH,
  OTHER_HEAD,
  PULL,
  RULES,
  record,
  refusal,
  step,
  wholeWay,
} from './story.ts';

/** Texts that end comments, begin tags, or are written in more than one way. */
export const HOSTILE: readonly string[] = [
  '-->',
  '--!>',
  '<!--',
  '---',
  'a-b--c---d',
  '-',
  '<script>alert(1)</script>',
  '&lt;&amp;',
  '@octocat #1',
  'a\r\nb\tc\bd\fe',
  '\u0000\u001b\u007f',
  '\u00e9\u20ac\u{1f600}\ufb33',
  '\u202eevil\u2066',
  '\u2028\u2029\ufeff',
  '"quoted" \\ \\u003e /',
  '',
];

/** Every kind of entry and note, every source, every flag. */
export function everyEntry(): LoopRecord {
  const checks = {
    at: at('09:00:00'),
    facts: { 'checks.ok': false, 'checks.state': 'failure', 'issue.author': '(read)' },
    checks: { build: 'failure', 'lint / a--b': 'success' },
  };
  const [born, queued, opened, started] = wholeWay();
  if (born === undefined || queued === undefined || opened === undefined || started === undefined) throw new Error();
  const flags = ['unproven'] as const;
  const first = record([
    { ...born, flags, metadata: { team: 'platform', weight: 1.5, urgent: false, none: null } },
    note('adopted'),
    queued,
    { ...opened, actor: { id: '9', login: 'renovate[bot]', type: 'Bot' } },
    { ...started, actor: null },
    step('ci_pending', 'ci_failed', '09:00:00', {
      evidence: checks,
      actor: { id: '7', login: 'ghost', type: 'Unknown' },
    }),
    refusal('ci_failed', 'merged'),
    step('ci_failed', 'ci_pending', '10:10:00', {
      source: 'asserted',
      actor: { id: '8', login: 'helper', type: 'Agent' },
      trigger: 'ci.restarted',
    }),
    step('ci_pending', 'ci_passed', '10:20:00', {
      source: 'override',
      metadata: REASON,
      flags: ['stale', 'late', 'unproven', 'no_checks', 'rebuilt', 'inferred', 'elsewhere'],
    }),
    says('accept', { seq: 7 }, { source: 'override', actor: OCTOCAT, metadata: REASON }),
    says('accept', { seq: 9 }, { source: 'override', actor: { id: '9919', login: 'monalisa', type: 'User' } }),
  ]);
  const { hash } = first.head;
  const binding = pick(bindingOf(first));
  const other = { sha: OTHER_HEAD, pr: 44, pr_url: null };
  const body = { body: OTHER_HASH, edited_at: at('10:30:00'), fields: ['head', 'state'], more: 2 };
  const notes = [
    note('reproved', other),
    note('late_evidence', other),
    note('merge_judged', other),
    note('migration'),
    takes('restored', { named: [hash] }),
    takes('merged_record', { named: [hash, OTHER_HASH] }),
    says('continued', { comment_id: '1000', hash }),
    says('transferred', { from: binding, to: binding }),
    says('edits_coalesced', { revisions: 3, rev: 4 }),
  ];
  const byHand = note('repair', {
    was: { data: body, kept: [], named: [OTHER_HASH] },
    source: 'override',
    actor: OCTOCAT,
    metadata: REASON,
  });
  const all = erase(grown(grown(first, notes, { settings: null }), [byHand], { run: null, settings: null }), 1, [
    'actor',
    'metadata/team',
  ]);
  return { ...all, continues: { comment_id: trustedCommentId('1000'), hash } };
}

/** A note that says something. */
export function says(kind: NoteKind, data: JsonValue, change: Partial<NoteDraft> = {}): NoteDraft {
  return note(kind, { was: { data, kept: [], named: [] }, ...change });
}

/** A note that takes something in. */
export function takes(kind: NoteKind, was: Partial<Was>, change: Partial<NoteDraft> = {}): NoteDraft {
  return note(kind, { was: { data: null, kept: [], named: [], ...was }, ...change });
}

function pick({ host, repo_id, issue_id, record_id, ref, ref_number, repo }: ReturnType<typeof bindingOf>): {
  readonly [key: string]: string | number | null;
} {
  return { host, repo_id, issue_id, record_id, ref, ref_number, repo };
}

/** Closed, reopened with a refusal in between, done again with another pull request, reopened once more. */
export function cycles(): LoopRecord {
  const [, , ...again] = wholeWay();
  const second = { pr: 44, pr_url: PULL.replace('43', '44'), sha: OTHER_HEAD };
  const basis = (cycle: number) => ({ observed: 'task_queued', sha: OTHER_HEAD, cycle, rules: RULES });
  return record([
    ...wholeWay().slice(0, 4),
    refusal('ci_pending', 'merged'),
    ...wholeWay().slice(4),
    step('closed', 'task_queued', '10:00:00', { basis: basis(1), trigger: 'issue.reopened' }),
    refusal('task_queued', 'closed', { basis: basis(1), cause: 'illegal_transition||44||1' }),
    ...again.map((one) => ({ ...one, ...second, at: at('10:30:00'), basis: basis(1) })),
    step('closed', 'task_queued', '11:00:00', { basis: basis(2), trigger: 'issue.reopened' }),
  ]);
}

/** What a second writer wrote on the same base: two entries kept whole, one that took one in and one at last only named. */
export function keptTwice(): LoopRecord {
  const base = record(wholeWay().slice(0, 3));
  const theirs = grown(base, [refusal('pr_created', 'closed'), step('pr_created', 'closed', '08:50:00')]);
  const [refused, closed] = entriesOf(theirs).slice(-2).map(jsonOf);
  if (refused === undefined || closed === undefined) throw new Error('there are no two entries');
  const asWell = lastOf(grown(base, [takes('restored', { kept: [closed] }, { pr: 43 })]));
  const ours = grown(base, wholeWay().slice(3, 5));
  return grown(ours, [
    takes('restored', { kept: [closed] }),
    takes('restored', { named: [asWell.hash] }),
    takes('merged_record', { kept: [refused], named: [OTHER_HASH] }),
  ]);
}

export function lastOf(whole: LoopRecord): Entry {
  const last = entriesOf(whole).at(-1);
  if (last === undefined) throw new Error('no entry');
  return last;
}

export function jsonOf(entry: Entry): Entry {
  return JSON.parse(JSON.stringify(entry));
}

export function continued(): LoopRecord {
  const before = record(wholeWay().slice(0, 4));
  const continues = { comment_id: trustedCommentId('1000'), hash: before.head.hash };
  const after = grown(before, [says('continued', continues), ...wholeWay().slice(4)]);
  return { ...after, continues };
}

export function transferred(to: {
  readonly host: string;
  readonly repo_id: string;
  readonly issue_id: string;
}): LoopRecord {
  const before = record(wholeWay().slice(0, 4));
  const ref = 'https://github.com/acme/gadgets/issues/7';
  const binding = { ...to, record_id: 'acme/gadgets#7', ref, ref_number: 7, repo: 'acme/gadgets' };
  const moved = says('transferred', { from: pick(GENESIS), to: binding });
  return rebind(grown(before, [moved, ...wholeWay().slice(4)]), binding);
}

export function redacted(): LoopRecord {
  const way = wholeWay().map((one, index) =>
    index === 4 ? { ...one, metadata: { 'ticket.url': 'https://tracker.example/1', note: 'Äther' } } : one,
  );
  return erase(erase(record(way), 1, ['actor']), 5, ['actor', 'metadata/note']);
}

export function numbers(): LoopRecord {
  const facts = {
    list: [
      0, 1, -1, 0.1, 1.5, 1e-6, 1e-7, 5e-324, 123456789012345, 9007199254740991, -9007199254740991, 333333333.33333325,
      0.000001234, 1.7976931348623157e-300,
    ],
  };
  const metadata = { small: 1e-7, half: 0.5, large: 4294967296.5 };
  return record([
    { ...step(null, 'issue_created', '08:00:00'), metadata, evidence: { at: null, facts, checks: null } },
  ]);
}

/** 200 entries: the pull request fails and is tried again. */
export function long(): LoopRecord {
  const round = [
    step('ci_pending', 'ci_failed', '09:00:00'),
    step('ci_failed', 'ci_pending', '09:00:00', { trigger: 'ci.restarted' }),
  ];
  const rounds = Array.from({ length: 98 }, (_, index) =>
    round.map((one) => ({ ...one, actor: index % 7 === 0 ? OCTOCAT : null, sha: HEAD })),
  );
  return record([...wholeWay().slice(0, 4), ...rounds.flat()], { run: null });
}
