import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_WAY_OUT } from '../../../src/core/outcome/remedy.ts';
import {
  type Failed,
  type ItemResult,
  type OpenViolation,
  OUTCOMES,
  type Outcome,
  REASON_CODES,
  type ReasonCode,
  type Standing,
} from '../../../src/core/outcome/result.ts';
import type { LoopRecord, Shown } from '../../../src/core/record/record.ts';
import { NOTHING_SHOWN } from '../../../src/core/record/renderer.ts';
import { ERROR_CODES, type ErrorCode } from '../../../src/core/values/errors.ts';
import { trustedCommentId, trustedNodeId, trustedSha } from '../../../src/core/values/ids.ts';
import { LAW_DEFAULTS, RUN_DEFAULTS } from '../../../src/core/values/settings.ts';
import { renderSummary } from '../../../src/report/pages/summary.ts';
import { anyRecord, anyText } from '../../support/arbitraries.ts';
import { renderings } from '../../support/rendered.ts';
import { slowRuns } from '../../support/runs.ts';
import { expectOnly } from '../nothing-live.ts';
import { draft, recordOf } from '../sample-record.ts';

const REPO = 'https://github.com/acme/widgets';
const OPTIONS = { repoUrl: REPO };
const STANDING: Standing = {
  recordId: null,
  state: null,
  previousState: null,
  observed: null,
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

/** The record in a comment that shows this. */
function showing(record: LoopRecord, shown: Partial<Shown> = {}): LoopRecord {
  return { ...record, head: { ...record.head, shown: { ...NOTHING_SHOWN, allowed: ['ci_pending'], ...shown } } };
}

const VIOLATION: OpenViolation = {
  ...{ seq: 3, cause: 'gate_not_met|merge|2||0', message: 'Invalid transition: a → b.' },
  summary: 'octocat merged pull request 43 on 22 Nov 2026 at 08:41 UTC while the check `build` was failing.',
  remedy: 'Settled when the check `build` passes, or by an override.',
  ...{ remedies: ['proof'], overrideTo: 'merged' },
};

const PAGE = 'https://github.com/loopforge/loopforge/blob/v1/docs/codes.md';

describe('renderSummary', () => {
  test('one line where all is well', () => {
    const standing = { ...STANDING, state: 'ci_failed', record: showing(RECORD), comment: COMMENT };
    expect(renderSummary({ ...UNCHANGED, standing }, OPTIONS)).toBe(
      `❌ [issue 42](${REPO}/issues/42): [**CI failed**](${REPO}/issues/42#issuecomment-7) · nothing new\n`,
    );
    const moved = { ...JUDGED, standing, appended: RECORD.transitions, outcome: 'transitioned', reason: '' } as const;
    expect(renderSummary(moved, OPTIONS)).toContain(' · `ci_pending` → `ci_failed`\n');
    expect(renderSummary(moved, { ...OPTIONS, dryRun: true })).toContain(
      ' · would go `ci_pending` → `ci_failed` · dry run, nothing was written\n',
    );
  });

  test('a long way is told by its ends', () => {
    const steps = Array.from({ length: 40 }, (_, index) => draft({ from: `s${index}`, to: `s${index + 1}` }));
    const record = recordOf([draft({ from: null, to: 's0' }), ...steps]);
    const standing = { ...STANDING, record: showing(record) };
    const summary = renderSummary({ ...UNCHANGED, standing, appended: record.transitions }, OPTIONS);
    expect(summary).toContain('`s0` → `s1` → … → ');
    expect(summary.match(/→/g)).toHaveLength(11);
    expect(summary).toContain('→ `s40`');
  });

  test('without a record it is said what came of it', () => {
    expect(renderSummary({ ...UNCHANGED, reason: 'already_recorded' }, OPTIONS)).toBe(
      `⏹️ [issue 42](${REPO}/issues/42): **Nothing to do** · [\`already_recorded\`](${PAGE}#already_recorded)\n`,
    );
  });

  test('what is good to know stands small below', () => {
    const standing = { ...STANDING, remarks: ['One `thing`.'] };
    expect(renderSummary({ ...UNCHANGED, standing }, OPTIONS)).toMatch(/\n\n<sub>One .*<\/sub>\n$/);
  });

  test('a refusal says what happened, what settles it, and the step to paste, each once', () => {
    const standing: Standing = {
      ...STANDING,
      state: 'ci_failed',
      previousState: 'ci_pending',
      comment: COMMENT,
      violations: [VIOLATION],
      record: showing(RECORD, { open: [9] }),
    };
    const summary = renderSummary(
      {
        ...{ ...JUDGED, outcome: 'rejected', reason: 'gate_not_met', standing },
        message: VIOLATION.message,
        remedies: ['proof'],
        overrideTo: 'merged',
        appended: RECORD.transitions.slice(1),
      },
      OPTIONS,
    );
    expect(summary).toContain(
      `❌ [issue 42](${REPO}/issues/42): [**Out of order**](${REPO}/issues/42#issuecomment-7) · \`ci_pending\` → \`ci_failed\`\n`,
    );
    expect(summary).toContain(
      '> [!CAUTION]\n> - octocat merged pull request 43 on 22 Nov 2026 at 08:41 UTC while the check `build` was failing.' +
        `<br>Settled when the check \`build\` passes, or by an override. (entry 3, [\`gate_not_met\`](${PAGE}#gate_not_met))`,
    );
    expect(summary).toContain(
      "```yaml\n- uses: loopforge/loopforge@v1\n  with:\n    command: transition\n    issue: '42'",
    );
    expect(summary.match(/was failing/g)).toHaveLength(1);
    expect(summary).not.toContain('Invalid transition');
  });

  test('a refusal that is not on record is the title: a dry run, or an override that was refused', () => {
    const standing = { ...STANDING, record: showing(RECORD), violations: [VIOLATION] };
    const refused = { ...JUDGED, standing, outcome: 'rejected', reason: 'gate_not_met' } as const;
    const result = { ...refused, message: VIOLATION.message, remedies: ['proof'], overrideTo: null } as const;
    const summary = renderSummary(result, { ...OPTIONS, dryRun: true });
    expect(summary).toContain(`❌ [issue 42](${REPO}/issues/42): **Refused** · dry run, nothing was written\n`);
    expect(summary).not.toContain('CI failed');
  });

  test('a list in a message is one, and the code stands once', () => {
    const message = 'The file has 2 problems:\n- `a` is none.\n- `b` is none.\nNothing was done.';
    const failed = { outcome: 'failed', reason: 'config_invalid', message, error: null } as const;
    const summary = renderSummary({ ...failed, subject: JUDGED.subject }, OPTIONS);
    const told = `The file has 2 problems: ([\`config_invalid\`](${PAGE}#config_invalid))`;
    expect(summary).toBe(
      `❌ [issue 42](${REPO}/issues/42): **Failed**\n\n> [!CAUTION]\n> ${told}\n> - \`a\` is none.\n> - \`b\` is none.\n>\n> Nothing was done.\n`,
    );
  });

  test('a refusal that no violation tells has its message', () => {
    const result = { ...JUDGED, outcome: 'rejected', reason: 'issue_required', message: 'It closes nothing.' } as const;
    const summary = renderSummary({ ...result, remedies: ['keyword'], overrideTo: null }, OPTIONS);
    expect(summary).toContain(`> [!CAUTION]\n> It closes nothing. ([\`issue_required\`](${PAGE}#issue_required))`);
    expect(summary).toContain("Settled by writing `Closes` and an issue's number into its description.");
  });

  test('a violation that is still open is named in later runs', () => {
    const record = showing(RECORD, { open: [9] });
    const standing = { ...STANDING, violations: [VIOLATION], record };
    const result = { ...UNCHANGED, reason: 'already_recorded', standing } as const;
    expect(renderSummary(result, OPTIONS)).toContain('> [!WARNING]\n> - octocat merged pull request 43');
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
    expect(summary).toContain('LoopForge: **Put off**');
    expect(summary).toContain('> [!NOTE]\n> The token may only read.');
    expect(summary).toContain('> [!WARNING]\n> The label could not be set: not allowed<br>\n> One.<br>\n> Two.');
    expect(summary).not.toContain('x: success');
  });

  test('an item that is a pull request is called one', () => {
    const standing = { ...STANDING, pull: { number: 43, headSha: trustedSha('a1b2c3d') } };
    const subject = { kind: 'item', number: 43 } as const;
    expect(renderSummary({ ...UNCHANGED, subject, standing }, OPTIONS)).toContain(
      `[pull request 43](${REPO}/pull/43): `,
    );
  });

  test('every outcome has its words, and every reason its page', () => {
    for (const outcome of OUTCOMES) {
      if (outcome === 'failed') continue;
      for (const reason of REASON_CODES) {
        const summary = renderSummary(judged(outcome, reason), OPTIONS);
        expect(summary).toMatch(/: \*\*[A-Z][\w ]+\*\*/);
        expect(summary).toContain(`${PAGE}#${reason}`);
      }
    }
    for (const code of ERROR_CODES) expect(renderSummary(failed(code), OPTIONS)).toContain(`${PAGE}#${code}`);
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
          violations: [{ seq: 1, cause: text, summary: text, remedy: text, message: text, ...NO_WAY_OUT }],
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
        expectOnly(gfm, ['p', 'strong', 'br', 'code', 'pre', 'a', 'ul', 'li', 'blockquote']);
        expect(gfm.prose).not.toMatch(/@|:\/\/|www\.|\bGH-\d|\$|[<>]/i);
        for (const { name, attributes } of gfm.elements) {
          if (name === 'a')
            expect(attributes['href']).toMatch(
              /^https:\/\/github\.com\/(acme\/widgets\/(?:issues|pull)\/42|loopforge\/loopforge\/blob\/v1\/docs\/codes\.md#[a-z_]+)$/,
            );
        }
      }),
      slowRuns(60),
    );
  });
});
