import {
  type Effect,
  ignoredLabel,
  type LawSettings,
  leftAlone,
  type QueuedCommit,
  type Reading,
  type RunSettings,
  type StatusWord,
  UNAVAILABLE,
  unreadLabels,
} from '../../core/model.ts';
import type {
  Deferred,
  Ignored,
  ItemResult,
  ReasonCode,
  Refused,
  ResultSubject,
  Standing,
} from '../../core/outcome/index.ts';
import { statusEffects } from '../../core/plan/index.ts';
import { runItem, showEffects } from '../item/index.ts';
import { assessItem, type ItemPorts, type ItemRequest, settingsFor } from '../item-state/index.ts';

/** A pull request that closes no issue of this repository: an item of its own, a violation, or none of our business. */
export async function runUnlinkedPull(ports: ItemPorts, request: ItemRequest, reading: Reading): Promise<ItemResult> {
  const settings = await settingsFor(request, reading);
  const result = judged(reading, settings);
  if (result === null || (await isItemByRecord(ports, request, reading))) return runItem(ports, request, reading);
  const effects = request.dryRun ? [] : statusOf(result, reading, settings.law.statusContext, request.queued ?? null);
  const { number } = reading.facts;
  return {
    ...result,
    effects: await showEffects(ports, request, effects, { number, commentUrl: null, headHash: null }),
  };
}

/** Whoever does not see the workflow's inputs tells by the record that `track: all` is among them. */
async function isItemByRecord({ github }: ItemPorts, request: ItemRequest, reading: Reading): Promise<boolean> {
  if (request.lawOfRecord !== true || reading.config !== null) return false;
  return (await assessItem(github, request, reading)).found.stored !== null;
}

type Lone = Refused | Deferred | Ignored;

/** Null: it is an item of its own. */
function judged(reading: Reading, { law, run }: { readonly law: LawSettings; readonly run: RunSettings }): Lone | null {
  const { number } = reading.facts;
  const subject = { kind: 'pull_request', number } as const;
  const label = ignoredLabel(reading.facts, law.ignoreLabels);
  if (law.requireIssue && label === UNAVAILABLE) return deferred(subject, unreadLabels());
  if (law.requireIssue && label === null && isOpenByPerson(reading)) {
    const unmet = withoutIssue(reading, { ...law, ...run });
    if (unmet !== null) return unmet;
  }
  if (law.track === 'all') return null;
  if (typeof label === 'string') return ignored(subject, leftAlone(label), 'not_tracked');
  return ignored(subject, notOurs(reading));
}

/** May it be merged, as far as LoopForge is concerned? What is none of our business may. */
function statusOf(
  result: Lone,
  { facts: { pulls } }: Reading,
  context: string,
  queued: QueuedCommit | null,
): readonly Effect[] {
  const pull = pulls === UNAVAILABLE ? undefined : pulls[0];
  if (context === '' || pull === undefined || pull.state === 'closed') return [];
  return statusEffects(pull, wordFor(result), { context, others: [], anew: false, queued });
}

function wordFor(result: Lone): StatusWord {
  switch (result.outcome) {
    case 'rejected':
      return { state: 'failure', description: result.message };
    case 'deferred':
      return { state: 'pending', description: result.notice };
    case 'ignored':
      return { state: 'success', description: result.reason === 'no_item' ? NOT_TRACKED : result.notice };
  }
}

const NOT_TRACKED = 'Not tracked: it closes no issue of this repository.';

function notOurs({ facts: { number }, closesElsewhere }: Reading): string {
  const own = 'set `track: all` to track it as an item of its own.';
  const [issue] = closesElsewhere === undefined || closesElsewhere === UNAVAILABLE ? [] : closesElsewhere;
  if (issue !== undefined)
    return `Pull request #${number} closes ${issue}, an issue of another repository. It is left to that, or ${own}`;
  return `Pull request #${number} closes no issue. Write "Closes #<issue>" in its description, or ${own}`;
}

/** An issue of another repository of the same owner will do; one that the token may not see could be such a one. */
function withoutIssue(reading: Reading, settings: Standing['settings']): Refused | Deferred | null {
  const { facts, closesElsewhere = [] } = reading;
  const { number } = facts;
  if (closesElsewhere !== UNAVAILABLE) return closesElsewhere.length > 0 ? null : issueRequired(reading, settings);
  const notice = `Pull request #${number} closes an issue that this token may not see, so it is not known whether it is one of the same owner (\`require-issue\`).`;
  return deferred({ kind: 'pull_request', number }, notice);
}

function isOpenByPerson({ facts }: Reading): boolean {
  const pull = facts.pulls === UNAVAILABLE ? undefined : facts.pulls[0];
  return pull !== undefined && pull.state !== 'closed' && pull.author?.type !== 'Bot';
}

function issueRequired({ facts: { number } }: Reading, settings: Standing['settings']): Refused {
  const message = `Pull request #${number} closes no issue, and this repository requires one (\`require-issue\`). Write "Closes #<issue>" in its description.`;
  return {
    outcome: 'rejected',
    reason: 'issue_required',
    subject: { kind: 'pull_request', number },
    standing: { ...NO_RECORD, settings },
    appended: [],
    effects: [],
    message,
    remedies: ['keyword'],
    overrideTo: null,
  };
}

/** Where a pull request stands that is no item. */
const NO_RECORD: Omit<Standing, 'settings'> = {
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
};

function ignored(subject: ResultSubject, notice: string, reason: ReasonCode = 'no_item'): Ignored {
  return { outcome: 'ignored', reason, subject, standing: null, notice };
}

function deferred(subject: ResultSubject, notice: string): Deferred {
  const reason = 'evidence_unavailable';
  return { outcome: 'deferred', reason, subject, standing: null, appended: [], effects: [], notice };
}
