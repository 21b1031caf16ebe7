import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_WAY_OUT } from '../../../src/core/outcome/remedy.ts';
import {
  type Failed,
  type ItemResult,
  OUTCOMES,
  type Outcome,
  REASON_CODES,
  type ReasonCode,
  type Standing,
} from '../../../src/core/outcome/result.ts';
import { ERROR_CODES, type ErrorCode } from '../../../src/core/values/errors.ts';
import { trustedCommentId, trustedNodeId, trustedSha } from '../../../src/core/values/ids.ts';
import { LAW_DEFAULTS, RUN_DEFAULTS } from '../../../src/core/values/settings.ts';
import { renderSummary } from '../../../src/report/pages/summary.ts';
import { anyRecord, anyText } from '../../support/arbitraries.ts';
import { renderings } from '../../support/rendered.ts';
import { expectOnly } from '../nothing-live.ts';
import { draft, recordOf } from '../sample-record.ts';

const REPO = 'https://github.com/acme/widgets';
const OPTIONS = { repoUrl: REPO };
const STANDING: Standing = {
  recordId: null,
  state: null,
  previousState: null,
  allowed: [],
  missing: [],
  violations: [],
  pull: null,
  comment: null,
  record: null,
  warnings: [],
  notices: [],
  remarks: [],
  settings: { ...LAW_DEFAULTS, ...RUN_DEFAULTS },
};
const JUDGED = { subject: { kind: 'item', number: 42 }, standing: STANDING, appended: [], effects: [] } as const;
const UNCHANGED: ItemResult = { ...JUDGED, outcome: 'unchanged', reason: '' };
const COMMENT = {
  id: trustedNodeId('IC_7'),
  databaseId: trustedCommentId('7'),
  url: `${REPO}/issues/42#issuecomment-7`,
};
const RECORD = recordOf([draft({ from: null, to: 'ci_pending' }), draft({ from: 'ci_pending', to: 'ci_failed' })]);

function judged(outcome: Exclude<Outcome, 'failed'>, reason: ReasonCode): ItemResult {
  switch (outcome) {
    case 'rejected':
      return { ...JUDGED, outcome, reason, message: '', remedies: [], overrideTo: null };
    case 'deferred':
      return { ...JUDGED, outcome, reason, notice: '' };
    case 'ignored':
      return { outcome, reason, subject: JUDGED.subject, standing: STANDING, notice: '' };
    case 'unchanged':
      return { ...JUDGED, outcome, reason };
    default:
      return { ...JUDGED, outcome, reason };
  }
}

function failed(reason: ErrorCode): Failed {
  return { outcome: 'failed', reason, subject: JUDGED.subject, message: '', error: null };
}

describe('renderSummary', () => {
  test('nothing to do', () => {
    const standing = { ...STANDING, state: 'ci_pending', previousState: 'ci_pending' };
    expect(renderSummary({ ...UNCHANGED, standing }, OPTIONS)).toBe(
      `### LoopForge: [issue 42](${REPO}/issues/42)\n\n**Nothing to do** · state \`ci_pending\`\n`,
    );
  });

  test('what is good to know is a note', () => {
    const standing = { ...STANDING, remarks: ['One `thing`.'] };
    expect(renderSummary({ ...UNCHANGED, standing }, OPTIONS)).toContain('> [!NOTE]\n> One');
  });

  test('a refusal says what happened and what to do', () => {
    const summary = renderSummary(
      {
        ...JUDGED,
        outcome: 'rejected',
        reason: 'gate_not_met',
        standing: {
          ...STANDING,
          state: 'ci_failed',
          previousState: 'ci_pending',
          pull: { number: 43, headSha: trustedSha('a1b2c3d'.padEnd(40, '0')) },
          comment: COMMENT,
          allowed: ['ci_pending'],
          missing: [{ kind: 'failed', to: 'ci_passed', names: ['build'], counts: { total: 1 } }],
          violations: [{ seq: 3, cause: 'x', summary: '', message: 'The violation itself', ...NO_WAY_OUT }],
          record: RECORD,
        },
        message: 'Invalid transition: ci_failed → merged. Allowed from ci_failed: ci_pending\nStill missing: build',
        remedies: ['proof'],
        overrideTo: 'merged',
        appended: RECORD.transitions.slice(1),
      },
      OPTIONS,
    );
    expect(summary).toContain(
      `**Refused (\`gate_not_met\`)** · state \`ci_pending\` → \`ci_failed\` · [pull request 43](${REPO}/pull/43) · ` +
        `commit \`a1b2c3d\` · [record](${REPO}/issues/42#issuecomment-7)`,
    );
    expect(summary).toContain(
      '> [!CAUTION]\n> Invalid transition: `ci_failed` → merged. Allowed from `ci_failed`: `ci_pending`<br>\n> Still missing: build<br>\n' +
        '> Bring what is missing: the next run finds it, and the violation is over.\n\nOr a person answers for it.',
    );
    expect(summary).toContain(
      "```yaml\n- uses: loopforge/loopforge@v1\n  with:\n    command: transition\n    issue: '42'",
    );
    expect(summary).toContain('**Recorded by this run:**\n\n| # |');
    expect(summary).toContain('| 2 | `ci_pending` → `ci_failed` |');
    expect(summary).toContain('```mermaid\nflowchart LR\n');
    expect(summary).toContain('**May come next:**\n\n- `ci_pending`');
    expect(summary).toContain('- `ci_passed` needs: these checks to pass: build');
    expect(summary).not.toContain('The violation itself');
  });

  test('a violation that is still open is named in later runs', () => {
    const violations = [{ seq: 3, cause: 'x', summary: '', message: 'Invalid transition: a → b.', ...NO_WAY_OUT }];
    const result = { ...UNCHANGED, reason: 'already_recorded', standing: { ...STANDING, violations } } as const;
    expect(renderSummary(result, OPTIONS)).toContain(
      '> [!WARNING]\n> Still out of order (entry 3): Invalid transition: a → b.',
    );
  });

  test('notices, warnings and effects that failed are shown', () => {
    const summary = renderSummary(
      {
        ...JUDGED,
        subject: { kind: 'run' },
        outcome: 'deferred',
        reason: 'read_only_token',
        notice: 'The token may only read.',
        standing: { ...STANDING, warnings: ['One.', 'Two.'] },
        effects: [
          { name: 'label', ok: false, message: 'not allowed' },
          { name: 'status', ok: true, message: 'x: success' },
        ],
      },
      OPTIONS,
    );
    expect(summary).toContain('### LoopForge: no item');
    expect(summary).toContain('> [!NOTE]\n> The token may only read.');
    expect(summary).toContain('> [!WARNING]\n> The label could not be set: not allowed<br>\n> One.<br>\n> Two.');
    expect(summary).not.toContain('x: success');
  });

  test('an item that is a pull request is called one, and a dry run says so', () => {
    const standing = { ...STANDING, pull: { number: 43, headSha: trustedSha('a1b2c3d') } };
    const subject = { kind: 'item', number: 43 } as const;
    const result = { ...UNCHANGED, subject, standing, appended: RECORD.transitions };
    expect(renderSummary(result, OPTIONS)).toContain(`### LoopForge: [pull request 43](${REPO}/pull/43)`);
    expect(renderSummary(result, OPTIONS)).toContain('**Recorded by this run:**');
    expect(renderSummary(result, { ...OPTIONS, dryRun: true })).toContain('**This run would have recorded:**');
  });

  test('every outcome and reason has its words', () => {
    const words = /^\*\*[A-Z][\w ]+ \(`[a-z_]+`\)\*\*$/m;
    for (const outcome of OUTCOMES) {
      if (outcome === 'failed') continue;
      for (const reason of REASON_CODES) expect(renderSummary(judged(outcome, reason), OPTIONS)).toMatch(words);
    }
    for (const code of ERROR_CODES) expect(renderSummary(failed(code), OPTIONS)).toMatch(words);
  });

  test('lets nothing from outside act', () => {
    const texts = fc.array(anyText, { maxLength: 3 });
    fc.assert(
      fc.property(anyRecord(), anyText, texts, texts, (record, text, some, more) => {
        const standing: Standing = {
          ...STANDING,
          state: text,
          previousState: some[0] ?? null,
          comment: { ...COMMENT, url: text },
          pull: { number: 42, headSha: trustedSha(text) },
          allowed: some,
          missing: more.map((name) => ({ kind: 'failed', to: text, names: [name], counts: {} })),
          violations: [{ seq: 1, cause: text, summary: text, message: text, ...NO_WAY_OUT }],
          warnings: more,
          record,
        };
        const effects = [{ name: 'label', ok: false, message: text }];
        const said = { ...JUDGED, standing, effects, appended: record.transitions, reason: '' } as const;
        const summary = [
          renderSummary({ ...said, outcome: 'rejected', message: text, remedies: [], overrideTo: 'merged' }, OPTIONS),
          renderSummary({ ...said, outcome: 'deferred', notice: text }, OPTIONS),
          renderSummary({ ...failed('internal'), message: text }, OPTIONS),
        ].join('\n');
        const { gfm } = renderings(summary);
        expect(gfm.comments).toEqual([]);
        expectOnly(gfm, [
          'h3',
          'p',
          'strong',
          'br',
          'code',
          'pre',
          'a',
          'ul',
          'li',
          'blockquote',
          'table',
          'thead',
          'tbody',
          'tr',
          'th',
          'td',
        ]);
        expect(gfm.prose).not.toMatch(/@|:\/\/|www\.|\bGH-\d|\$|[<>]/i);
        for (const { name, attributes } of gfm.elements) {
          if (name === 'a')
            expect(attributes['href']).toMatch(
              /^https:\/\/github\.com\/acme\/widgets\/((?:issues|pull)\/42$|actions\/runs\/)/,
            );
        }
      }),
      { numRuns: 60 },
    );
  });
});
