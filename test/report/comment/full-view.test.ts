import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtinLifecycle } from '../../../src/codec/lifecycle/builtin.ts';
import { decodeComment, encodeComment } from '../../../src/codec/record/comment.ts';
import { encodeLine } from '../../../src/codec/record/comment-line.ts';
import type { Draft, RejectionDraft } from '../../../src/core/record/append/append.ts';
import type { RecordedNeed } from '../../../src/core/record/entry.ts';
import type { LoopRecord, Shown } from '../../../src/core/record/record.ts';
import { FULL_RENDERER, NOTHING_SHOWN, SHORT_RENDERER } from '../../../src/core/record/renderer.ts';
import { type Hash, trustedHash, trustedSha } from '../../../src/core/values/ids.ts';
import { NEED_KINDS } from '../../../src/core/values/words.ts';
import { FULL_VIEW_LIMIT } from '../../../src/report/comment/full-view.ts';
import { renderRecord } from '../../../src/report/comment/renderers.ts';
import { anyRecord, anyText } from '../../support/arbitraries.ts';
import { renderings } from '../../support/rendered.ts';
import { slowRuns } from '../../support/runs.ts';
import { expectOnly } from '../nothing-live.ts';
import { draft, recordOf } from '../sample-record.ts';

const CODES = 'https://github.com/loopforge/loopforge/blob/v1/docs/codes.md';
const REPO = 'https://github.com/acme/widgets';
const ELEMENTS = [
  'h3',
  'p',
  'strong',
  'em',
  'br',
  'sub',
  'small',
  'code',
  'pre',
  'a',
  'ul',
  'ol',
  'li',
  'blockquote',
  'details',
];

const anyNeed: fc.Arbitrary<RecordedNeed> = fc.record({
  kind: fc.constantFrom(...NEED_KINDS),
  names: fc.array(anyText, { maxLength: 3 }),
  counts: fc.dictionary(fc.oneof(fc.constantFrom('total', 'required', 'given', 'stale', 'merged'), anyText), fc.nat(), {
    maxKeys: 3,
  }),
});
const anyShown: fc.Arbitrary<Shown> = fc.record({
  renderer: fc.constantFrom(FULL_RENDERER, SHORT_RENDERER),
  allowed: fc.array(
    anyText.filter((text) => text !== ''),
    { maxLength: 12 },
  ),
  needs: fc.array(anyNeed, { maxLength: 12 }),
  open: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 9 }),
});

/** The record in a comment that shows this. */
function showing(record: LoopRecord, shown: Partial<Shown> = {}): LoopRecord {
  return { ...record, head: { ...record.head, shown: { ...NOTHING_SHOWN, ...shown } } };
}

function viewOf(record: LoopRecord, shown: Partial<Shown> = {}): string {
  const view = renderRecord(showing(record, shown));
  if (view === null) throw new Error('the record cannot be shown');
  return view;
}

function refusal(message: string, cause = message): RejectionDraft {
  const { kind: _kind, ...rest } = draft({ from: null, to: 'merged' });
  const refused = { code: 'gate_not_met' as const, cause, message, needs: [] };
  return { ...rest, ...refused, kind: 'rejection', from: 'pr_created', to: 'merged' };
}

/** The record of an item that the built-in lifecycle leads. */
function underStandard(record: LoopRecord): LoopRecord {
  const lifecycle = builtinLifecycle('standard').hash;
  const under = <E extends { readonly lifecycle: Hash | null }>(entry: E): E => ({ ...entry, lifecycle });
  return { ...record, transitions: record.transitions.map(under), rejections: record.rejections.map(under) };
}

function longRecord(length: number): LoopRecord {
  const states = ['ci_pending', 'ci_failed'];
  const drafts = Array.from(
    { length },
    (_, index): Draft =>
      draft({ from: states[index % 2] ?? '', to: states[(index + 1) % 2] ?? '', trigger: 'ci.restarted' }),
  );
  return recordOf([draft({ from: null, to: 'ci_pending', trigger: 'issue.opened' }), ...drafts]);
}

describe('the comment', () => {
  test('tells somebody new what has happened, and what to do', () => {
    const record = recordOf([
      draft({ from: null, to: 'issue_created', trigger: 'issue.opened' }),
      draft({ from: 'issue_created', to: 'task_queued', trigger: 'issue.assigned', source: 'reconstructed' }),
      draft({ from: 'task_queued', to: 'pr_created', trigger: 'pr.opened', pr: 43 }),
      {
        ...refusal('Invalid transition: pr_created → merged.', 'gate_not_met|merge|43||0'),
        ...{ pr: 43, needs: [{ kind: 'failed', names: ['build'], counts: { total: 1 } }] },
        evidence: { at: '2026-11-22T08:41:07Z', facts: {}, checks: null },
      },
    ]);
    const view = viewOf(underStandard(record), {
      allowed: ['ci_pending', 'task_queued'],
      needs: [{ kind: 'failed', names: ['build'], counts: { total: 1 } }],
      open: [4],
    });
    const run = `[pr.opened](${REPO}/actions/runs/9/attempts/1)`;
    expect(view).toContain(
      [
        '### ❌ Merged out of order <small>`pr_created`</small>',
        `✔\uFE0E&nbsp;issue&nbsp;→ ✔\uFE0E&nbsp;queued&nbsp;→ **●&nbsp;[pull&nbsp;request&nbsp;43](${REPO}/pull/43)**&nbsp;→ ○&nbsp;CI&nbsp;→ **✖\uFE0E&nbsp;merge**&nbsp;→ ○&nbsp;closed`,
        '**Next:** get the check `build` to pass.',
        `> [!CAUTION]\n> - **octocat** merged pull request 43 on 22 Nov at 08:41 while the check \`build\` was failing.\n>\n> Settled when it passes, or by an override. [More](${CODES}#gate_not_met)`,
        '<details>\n<summary>Override it</summary>',
      ].join('\n\n'),
    );
    expect(view).toContain(`\n3. 22&nbsp;Nov&nbsp;08:41 · \`pr_created\` · octocat · ${run}\n`);
    expect(view).toContain('\n2. 22&nbsp;Nov&nbsp;08:41 · `task_queued` *reconstructed* · octocat · ');
    expect(view).toContain('\n4. 22&nbsp;Nov&nbsp;08:41 · ❌ `merged` refused · octocat · ');
    expect(view).toContain('s3 -.-> s4');
    expect(view.match(/^<sub>\*.*$/gm)).toEqual([
      '<sub>*reconstructed*: its event was missed, and the facts of GitHub prove it</sub>',
    ]);
  });

  test('a straight way has no diagram and no legend', () => {
    const record = recordOf([
      draft({ from: null, to: 'issue_created' }),
      draft({ from: 'issue_created', to: 'task_queued' }),
    ]);
    const view = viewOf(record, { allowed: ['pr_created'] });
    expect(view).not.toContain('mermaid');
    expect(view).not.toContain('<sub>*');
  });

  test('an item that was forced says so at the top for good, with every reason', () => {
    const record = recordOf([
      draft({ from: null, to: 'ci_failed' }),
      refusal('x', 'gate_not_met|merge|43||0'),
      draft({ from: 'ci_failed', to: 'ci_passed', source: 'override', metadata: { reason: 'hotfix for @acme/team' } }),
      draft({ from: 'ci_passed', to: 'merged', source: 'override', metadata: { reason: 'hotfix for @acme/team' } }),
      draft({ from: 'merged', to: 'closed' }),
    ]);
    const view = viewOf({ ...record, state: 'closed', head: { ...record.head, merged_pr: 43 } });
    expect(view).toMatch(/^### ⚠️ Merged and closed, by override <small>`closed`<\/small>\n/);
    expect(view).toContain(
      '> [!WARNING]\n> **Closed with 2 overridden steps and 1 refused merge (entries 2 to 4).**\n' +
        '> - **octocat**: hotfix for <code>&#64;acme&#47;team</code>\n\n<details>',
    );
  });

  test('a long reason is whole, below the box that says that something was forced', () => {
    const reason = 'It had to be. '.repeat(30).trim();
    const record = recordOf([
      draft({ from: null, to: 'ci_passed' }),
      draft({ from: 'ci_passed', to: 'merged', source: 'override', metadata: { reason } }),
    ]);
    expect(viewOf(record)).toContain(
      `(entry 2).**\n\n<details>\n<summary>Reasons</summary>\n\n- **octocat**: ${reason}\n\n</details>\n\n<details>`,
    );
  });

  test('a merge like another is told as such, and a merge that lacked a review has one on its way', () => {
    const evidence: RejectionDraft['evidence'] = { at: '2026-11-22T08:41:07Z', facts: {}, checks: null };
    const merge = (pr: number, checks: readonly string[]): RejectionDraft => ({
      ...refusal('x', `gate_not_met|merge|${pr}||0`),
      ...{ pr, sha: trustedSha('a1'.repeat(20)), evidence },
      needs: [
        { kind: 'failed', names: checks, counts: { total: checks.length } },
        { kind: 'approvals', names: [], counts: { required: 2, given: 0 } },
      ],
    });
    const first = draft({ from: null, to: 'pr_created' });
    const record = recordOf([first, merge(4, ['build']), merge(5, ['build']), merge(6, ['test'])]);
    const view = viewOf(underStandard(record), { open: [2, 3, 4] });
    expect(view.match(/^> - .*$/gm)).toEqual([
      '> - **octocat** merged pull request 4 on 22 Nov at 08:41 while the check `build` was failing and with 0 of 2 approvals.',
      '> - Likewise pull request 5 on 22 Nov at 08:41.',
      '> - **octocat** merged pull request 6 on 22 Nov at 08:41 while the check `test` was failing and with 0 of 2 approvals.',
    ]);
    expect(view).toContain('○&nbsp;review');
    expect(view).toContain('**Next:** only a person can settle this, by an override (below).');
    expect(view).toContain(`>\n> [What this means](${CODES}#gate_not_met)\n`);
  });

  test('many checks that failed are named once', () => {
    const names = ['a', 'b', 'c', 'd'];
    const merged: RejectionDraft = {
      ...refusal('x', 'gate_not_met|merge|43||0'),
      needs: [{ kind: 'failed', names, counts: { total: 4 } }],
    };
    const view = viewOf(recordOf([draft({ from: null, to: 'pr_created' }), merged]), { open: [2] });
    expect(view).toContain('**Next:** get the checks below to pass.');
    expect(view).toContain(' while the checks `a`, `b` and 2 more were failing.');
  });

  test('the longest reason that a person may give is told whole', () => {
    const reason = `${'word '.repeat(999)}end`;
    const record = recordOf([
      draft({ from: null, to: 'ci_failed' }),
      draft({ from: 'ci_failed', to: 'ci_passed', source: 'override', metadata: { reason } }),
    ]);
    expect(viewOf(record)).toContain(`\n<summary>Reasons</summary>\n\n- **octocat**: ${reason}\n`);
  });

  test('short, it is the three lines', () => {
    const view = viewOf(longRecord(30), { renderer: SHORT_RENDERER, allowed: ['ci_pending'] });
    expect(view.trim().split('\n\n')).toHaveLength(3);
    expect(viewOf(longRecord(30), { allowed: ['ci_pending'] }).startsWith(view.trim())).toBe(true);
  });

  test('a name of an account of which something could be made is code', () => {
    const named = (login: string): string => {
      const actor = { id: '1', login, type: 'User' } as const;
      return viewOf(recordOf([{ ...draft({ from: null, to: 'issue_created' }), actor }]));
    };
    expect(named('monalisa')).toContain(' · monalisa · ');
    for (const login of ['gh-12', 'deadbeef', 'dependabot[bot]'])
      expect(named(login)).toMatch(/`issue_created` · (?:`|<code>)/);
  });

  test('lets nothing from outside act, and nothing hidden show', () => {
    fc.assert(
      fc.property(anyRecord(), anyShown, (written, shown) => {
        const record = showing({ ...written, ref: `${REPO}/issues/42` }, shown);
        const view = viewOf(record, shown);
        expect(view).not.toContain('-->');
        expect(view.length).toBeLessThanOrEqual(FULL_VIEW_LIMIT);
        const body = encodeComment(record, view);
        expect(decodeComment(body)).toMatchObject({ kind: 'record', record, visible: view.trimEnd() });
        const { gfm, commonmark } = renderings(body);
        for (const rendering of [gfm, commonmark]) {
          expect(rendering.comments).toEqual([` loopforge:record\n${encodeLine(record)}\n`]);
          expectOnly(rendering, [...ELEMENTS, 'summary']);
          expect(rendering.prose).not.toMatch(/@|:\/\/|www\.|\bGH-\d|\$|[<>]/i);
          for (const { name, attributes } of rendering.elements) {
            if (name === 'a')
              expect(attributes['href']).toMatch(
                /^https:\/\/github\.com\/(?:acme\/widgets\/(?:pull\/\d+|actions\/runs\/9\/attempts\/1)|loopforge\/loopforge\/blob\/v1\/docs\/codes\.md#[a-z_]+)$/,
              );
            expect(Object.keys(attributes).filter((key) => !['href', 'class', 'start'].includes(key))).toEqual([]);
          }
        }
      }),
      slowRuns(60),
    );
  });

  test('tells each entry on a line of its own, under its own number', () => {
    fc.assert(
      fc.property(anyRecord({ maxLength: 4 }), (record) => {
        const { elements } = renderings(viewOf(record)).gfm;
        const entries = record.transitions.length + record.rejections.length + record.notes.length;
        expect(elements.filter(({ name }) => name === 'ol')).toHaveLength(1);
        expect(viewOf(record).match(/^\d+\. .*$/gm)).toHaveLength(entries);
        expect(elements.filter(({ name }) => name === 'li').length).toBeGreaterThanOrEqual(entries);
      }),
      slowRuns(50),
    );
  });

  test('stays small over a thousand entries and says what it leaves out', () => {
    const view = viewOf(longRecord(1000));
    expect(view.length).toBeLessThanOrEqual(FULL_VIEW_LIMIT);
    expect(view).toContain('<summary>History: 1001 entries</summary>');
    expect(view).toMatch(/The record in this comment holds \d+ earlier entries\./);
    expect(view).toContain('\n1001. ');
  });

  test('stays small whatever is thrown at it', () => {
    const long = '@'.repeat(2_000);
    const step = draft({ from: long, to: `${long}x`, trigger: long, source: 'override' });
    const texts = Array.from({ length: 40 }, () => `${long} ${'word '.repeat(500)}`);
    const forced = texts.map((reason, index) => ({ ...step, metadata: { reason: `${index} ${reason}` } }));
    const refusals = texts.map((text, index) => ({
      ...refusal(text, `gate_not_met|merge|${index}||0`),
      needs: [{ kind: 'failed' as const, names: Array.from({ length: 20 }, () => text), counts: { total: 20 } }],
    }));
    const record = recordOf([draft({ from: null, to: long }), ...forced, ...refusals]);
    const view = viewOf(record, {
      allowed: texts,
      needs: texts.map((text) => ({ kind: 'condition', names: [text], counts: {} })),
      open: record.rejections.map(({ seq }) => seq),
    });
    expect(view.length).toBeLessThanOrEqual(FULL_VIEW_LIMIT);
    expect(view).toContain('\n81. ');
    expect(view).toContain('- And 37 more.');
  });

  test('is the same for the same record, whatever the comment went through', () => {
    const record = longRecord(5);
    const rewritten = { ...record, head: { ...record.head, rev: 7, view: trustedHash('A'.repeat(43)) } };
    expect(viewOf(rewritten)).toBe(viewOf(record));
  });
});
