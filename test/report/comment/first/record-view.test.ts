import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeComment, encodeComment } from '../../../../src/codec/record/comment.ts';
import { encodeLine } from '../../../../src/codec/record/comment-line.ts';
import { NO_TRAITS } from '../../../../src/core/lifecycle/traits.ts';
import { appendEntries, type Draft, type RejectionDraft } from '../../../../src/core/record/append/append.ts';
import type { RecordedNeed } from '../../../../src/core/record/entry.ts';
import type { LoopRecord, Shown } from '../../../../src/core/record/record.ts';
import { NOTHING_SHOWN } from '../../../../src/core/record/renderer.ts';
import { trustedHash, trustedSha } from '../../../../src/core/values/ids.ts';
import { NEED_KINDS } from '../../../../src/core/values/words.ts';
import { VIEW_LIMIT } from '../../../../src/report/comment/first/record-view.ts';
import { renderRecord } from '../../../../src/report/comment/renderers.ts';
import { anyRecord, anyText, countingRandom } from '../../../support/arbitraries.ts';
import { renderings } from '../../../support/rendered.ts';
import { slowRuns } from '../../../support/runs.ts';
import { expectOnly } from '../../nothing-live.ts';
import { draft, recordOf } from '../../sample-record.ts';

const REPO = 'https://github.com/acme/widgets';
const ELEMENTS = ['h3', 'p', 'strong', 'em', 'br', 'sub', 'code', 'pre', 'a', 'ul', 'li', 'blockquote', 'details'];
const TABLE = ['summary', 'table', 'thead', 'tbody', 'tr', 'th', 'td'];

const anyNeed: fc.Arbitrary<RecordedNeed> = fc.record({
  kind: fc.constantFrom(...NEED_KINDS),
  names: fc.array(anyText, { maxLength: 3 }),
  counts: fc.dictionary(fc.oneof(fc.constantFrom('total', 'required', 'given', 'stale', 'merged'), anyText), fc.nat(), {
    maxKeys: 3,
  }),
});
const anyShown: fc.Arbitrary<Shown> = fc.record({
  renderer: fc.constant(1),
  allowed: fc.array(
    anyText.filter((text) => text !== ''),
    { maxLength: 12 },
  ),
  needs: fc.array(anyNeed, { maxLength: 12 }),
  open: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 9 }),
});

/** The record in a comment that shows this. */
function showing(record: LoopRecord, shown: Partial<Shown> = {}): LoopRecord {
  return { ...record, head: { ...record.head, shown: { ...NOTHING_SHOWN, renderer: 1, ...shown } } };
}

function viewOf(record: LoopRecord, shown: Partial<Shown> = {}): string {
  const view = renderRecord(showing(record, shown));
  if (view === null) throw new Error('the record cannot be shown');
  return view;
}

function refusal(message: string): RejectionDraft {
  const { kind: _kind, ...rest } = draft({ from: null, to: 'merged' });
  const refused = { code: 'gate_not_met' as const, cause: message, message, needs: [] };
  return { ...rest, ...refused, kind: 'rejection', from: 'pr_created', to: 'merged' };
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

describe('renderRecord', () => {
  test('tells somebody new what has happened', () => {
    const record = recordOf([
      draft({ from: null, to: 'issue_created', trigger: 'issue.opened' }),
      draft({ from: 'issue_created', to: 'task_queued', trigger: 'issue.assigned', source: 'reconstructed' }),
      draft({
        from: 'task_queued',
        to: 'pr_created',
        trigger: 'pr.opened',
        pr: 43,
        sha: trustedSha('a1b2c3d'.padEnd(40, '0')),
      }),
      refusal('Invalid transition: pr_created → merged.\nAllowed: ci_pending'),
    ]);
    const view = viewOf(record, {
      allowed: ['ci_pending', 'task_queued'],
      needs: [{ kind: 'no_checks', names: [], counts: {} }],
      open: [4],
    });
    expect(view).toBe(`### LoopForge: \`pr_created\`

**A pull request is open.**<br>
since 2026-11-22 08:41 UTC · [pull request 43](${REPO}/pull/43) · commit \`a1b2c3d\`

> [!CAUTION]
> **Out of order, entry 4.** Invalid transition: \`pr_created\` → merged.<br>
> Allowed: \`ci_pending\`<br>
> Open until the missing proof arrives, or a person overrides it and gives a reason.

\`\`\`mermaid
flowchart LR
  s1(["issue_created"])
  s2(["task_queued"])
  s3(["pr_created"])
  s4(["merged"])
  s1 ==> s2
  s2 ==> s3
  s3 -.->|"refused"| s4
  linkStyle default stroke-width:1.5px
  classDef current fill:#1f6feb,stroke:#1f6feb,color:#ffffff
  class s3 current
\`\`\`

**May come next:** \`ci_pending\`, \`task_queued\`

**Missing for the next step:**

- a check that reports success (none has)

| # | step | when (UTC) | how known | trigger | by | run |
|--:|---|---|---|---|---|---|
| 1 | \`issue_created\` | 2026-11-22 08:41 | observed | \`issue.opened\` | \`octocat\` | [log](${REPO}/actions/runs/9/attempts/1) |
| 2 | \`issue_created\` → \`task_queued\` | 2026-11-22 08:41 | reconstructed | \`issue.assigned\` | \`octocat\` | [log](${REPO}/actions/runs/9/attempts/1) |
| 3 | \`task_queued\` → \`pr_created\` | 2026-11-22 08:41 | observed | \`pr.opened\` | \`octocat\` | [log](${REPO}/actions/runs/9/attempts/1) |
| 4 | \`pr_created\` **refused** → \`merged\` | 2026-11-22 08:41 | observed | \`x\` | \`octocat\` | [log](${REPO}/actions/runs/9/attempts/1) |

<sub>*observed*: its event was seen · *reconstructed*: GitHub’s facts prove it, its event was missed</sub>

<sub>Kept by LoopForge in this comment; do not edit it: edits are noticed.</sub>
`);
  });

  test('lets nothing from outside act, and nothing hidden show', () => {
    fc.assert(
      fc.property(anyRecord(), anyShown, (written, shown) => {
        const record = showing({ ...written, ref: `${REPO}/issues/42` }, shown);
        const view = viewOf(record, shown);
        expect(view).not.toContain('-->');
        expect(view.length).toBeLessThanOrEqual(VIEW_LIMIT);
        const body = encodeComment(record, view);
        expect(decodeComment(body)).toMatchObject({ kind: 'record', record, visible: view.trimEnd() });
        const { gfm, commonmark } = renderings(body);
        for (const rendering of [gfm, commonmark]) {
          expect(rendering.comments).toEqual([` loopforge:record\n${encodeLine(record)}\n`]);
          expectOnly(rendering, [...ELEMENTS, ...TABLE]);
          expect(rendering.prose).not.toMatch(/@|:\/\/|www\.|\bGH-\d|\$|[<>]/i);
          for (const { name, attributes } of rendering.elements) {
            if (name === 'a')
              expect(attributes['href']).toMatch(
                /^https:\/\/github\.com\/acme\/widgets\/(pull\/\d+|actions\/runs\/9\/attempts\/1)$/,
              );
            expect(Object.keys(attributes).filter((key) => !['href', 'class', 'align'].includes(key))).toEqual([]);
          }
        }
      }),
      slowRuns(60),
    );
  });

  test('makes one table row of an entry, whatever it holds', () => {
    fc.assert(
      fc.property(anyRecord({ maxLength: 4 }), (record) => {
        const { elements } = renderings(viewOf(record)).gfm;
        const entries = record.transitions.length + record.rejections.length + record.notes.length;
        expect(elements.filter(({ name }) => name === 'tr')).toHaveLength(entries + 1);
        expect(elements.filter(({ name }) => name === 'td')).toHaveLength(entries * 7);
        expect(elements.filter(({ name }) => name === 'pre')).toHaveLength(1);
      }),
      slowRuns(50),
    );
  });

  test('shows the last ten entries and folds the others, as many as there is room for', () => {
    const view = viewOf(longRecord(30));
    const [open = '', folded = ''] = view.split('<details>');
    expect(open.match(/^\| \d+ \|/gm)).toHaveLength(10);
    expect(open).toContain('| 31 |');
    expect(open).not.toContain('| 21 |');
    expect(folded).toContain('<summary>21 earlier entries</summary>');
    expect(folded.match(/^\| \d+ \|/gm)?.map((row) => Number(row.slice(2, -2)))).toEqual(
      Array.from({ length: 21 }, (_, index) => index + 1),
    );
  });

  test('stays small over a thousand entries and says what it leaves out', () => {
    const view = viewOf(longRecord(1000));
    expect(view.length).toBeLessThanOrEqual(VIEW_LIMIT);
    expect(view).toContain('<summary>991 earlier entries</summary>');
    expect(view).toMatch(/The record in this comment holds \d+ more\./);
  });

  test('stays small whatever is thrown at it', () => {
    const long = '@'.repeat(2_000);
    const step = draft({
      from: long,
      to: `${long}x`,
      trigger: long,
      source: 'override',
      metadata: { reason: `a ${long}` },
    });
    const texts = Array.from({ length: 40 }, () => `${long} ${'word '.repeat(500)}`);
    const steps = Array.from({ length: 40 }, () => step);
    const record = recordOf([draft({ from: null, to: long }), ...steps, ...texts.map((text) => refusal(text))]);
    const view = viewOf(record, {
      allowed: texts,
      needs: texts.map((text) => ({ kind: 'condition', names: [text], counts: {} })),
      open: record.rejections.map(({ seq }) => seq),
    });
    expect(view.length).toBeLessThanOrEqual(VIEW_LIMIT);
    expect(view).toContain('| 81 |');
    expect(view).toContain('**And 37 more out of order.**');
  });

  test('shows refusals, notes, overrides with their reason, and erased actors', () => {
    const record = recordOf([
      draft({ from: null, to: 'ci_failed' }),
      {
        ...draft({ from: '', to: '' }),
        kind: 'rejection',
        from: 'ci_failed',
        to: 'merged',
        code: 'gate_not_met',
        cause: 'x',
        message: 'x',
        needs: [],
      },
      draft({ from: 'ci_failed', to: 'merged', source: 'override', metadata: { reason: 'hotfix for @acme/team' } }),
      { ...draft({ from: '', to: '' }), kind: 'note', note: 'late_evidence', was: null, flags: ['late'] },
    ]);
    const [first, ...others] = record.transitions;
    if (first === undefined) throw new Error('no step');
    const view = viewOf({
      ...record,
      transitions: [{ ...first, actor: { redacted: trustedHash('A'.repeat(43)) } }, ...others],
    });
    expect(view).toContain('| `ci_failed` | 2026-11-22 08:41 | observed | `x` | (erased) |');
    expect(view).toContain('| `ci_failed` **refused** → `merged` |');
    expect(view).toContain('`ci_failed` → `merged`<br>reason: hotfix for <code>&#64;acme&#47;team</code> |');
    expect(view).toContain('| note: the missing proof arrived later | 2026-11-22 08:41 | observed, late |');
    expect(view).toContain('s1 -.->|"refused"| s2');
  });

  test('is the same for the same record, whatever the comment went through', () => {
    const record = longRecord(5);
    const rewritten = { ...record, head: { ...record.head, rev: 7, view: trustedHash('A'.repeat(43)) } };
    expect(viewOf(rewritten)).toBe(viewOf(record));
  });

  test('says that an item was reopened', () => {
    const basis = { observed: 'task_queued', sha: null, cycle: 2, rules: null };
    const { record } = appendEntries(longRecord(1), [draft({ from: 'ci_failed', to: 'task_queued', basis })], {
      recordedAt: '2026-11-22T09:00:00Z',
      run: null,
      lifecycle: null,
      settings: null,
      random: countingRandom(),
      traitsOf: NO_TRAITS,
    });
    expect(viewOf(record)).toContain('reopened 2 times');
  });
});
