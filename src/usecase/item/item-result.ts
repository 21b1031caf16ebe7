import { type CommentRef, type Entry, type LoopRecord, ruleRemarks, UNAVAILABLE } from '../../core/model.ts';
import type {
  Deferred,
  EffectVerdict,
  Failed,
  ItemResult,
  OpenViolation,
  Refused,
  ResultSubject,
  Standing,
} from '../../core/outcome/index.ts';
import type { ItemState } from '../item-state/index.ts';
import { NOT_ON_RECORD, PUT_OFF, WITHOUT_LOCK } from '../write/index.ts';

/** The result of an item that was read and judged. */
export type JudgedResult = Exclude<ItemResult, Failed>;

export interface Written {
  readonly record: LoopRecord | null;
  readonly appended: readonly Entry[];
  readonly comment: CommentRef | null;
  readonly withoutLock: boolean;
}

/** What a look and its writing came to. */
export function resultOf(itemState: ItemState, written: Written): JudgedResult {
  const { plan } = itemState;
  const { appended } = written;
  const judged = { subject: subjectOf(itemState), standing: standingAfter(itemState, written), appended, effects: [] };
  const { reason } = plan;
  switch (plan.outcome) {
    case 'created':
    case 'transitioned':
    case 'unchanged':
      return { ...judged, outcome: plan.outcome, reason };
    case 'rejected': {
      const { outcome, message, remedies, overrideTo } = plan;
      return { ...judged, outcome, reason, message: message ?? '', remedies, overrideTo };
    }
    case 'deferred':
      return { ...judged, outcome: plan.outcome, reason, notice: plan.notice ?? UNREADABLE_FACTS };
    case 'ignored': {
      const { subject, standing } = judged;
      return { outcome: plan.outcome, reason, subject, standing, notice: plan.notice ?? '' };
    }
  }
}

/** A dry run tells what would be: the record is the one that was found. */
export function dryResultOf(itemState: ItemState, composed: Pick<Written, 'record' | 'appended'>): JudgedResult {
  const result = resultOf(itemState, { ...composed, comment: null, withoutLock: false });
  if (result.standing === null) return result;
  return { ...result, standing: { ...result.standing, record: itemState.found.stored?.record ?? null } };
}

/** The same result, with how its effects went, and with the record as they left it. */
export function withEffects(
  result: JudgedResult,
  record: LoopRecord | null,
  effects: readonly EffectVerdict[],
): JudgedResult {
  return result.standing === null
    ? { ...result, effects }
    : { ...result, effects, standing: { ...result.standing, record } };
}

/** The same result, with more that wants to be read. */
export function withWarnings(result: ItemResult, more: readonly string[]): ItemResult {
  if (result.outcome === 'failed' || result.standing === null || more.length === 0) return result;
  return { ...result, standing: { ...result.standing, warnings: [...result.standing.warnings, ...more] } };
}

/** The same result, with more that is good to know. */
export function withNotices(result: JudgedResult, more: readonly string[]): JudgedResult {
  if (result.standing === null || more.length === 0) return result;
  return { ...result, standing: { ...result.standing, notices: [...result.standing.notices, ...more] } };
}

/** A fork's event that cannot write: nothing is lost, the facts stay, and the next event or sweep records them. */
export function readOnlyResult(itemState: ItemState, notice = READ_ONLY): Deferred {
  return {
    ...unwritten(itemState),
    outcome: 'deferred',
    reason: 'read_only_token',
    notice,
  };
}

const READ_ONLY =
  'This event comes from a fork or from Dependabot, so its token may only read. The step is recorded by the next run that may write: the workflow_run, issues or schedule trigger of the sample workflow.';

/** The conversation is locked and refuses the record: nothing is lost, but what was refused is not hushed up. */
export function lockedResult(itemState: ItemState): Deferred | Refused {
  const { outcome, reason, message, violations } = itemState.plan;
  const put = unwritten(itemState);
  const standing = { ...put.standing, violations: violations.filter(({ seq }) => seq !== null) };
  const kept = { ...put, standing };
  if (outcome !== 'rejected') return { ...kept, outcome: 'deferred', reason: 'conversation_locked', notice: PUT_OFF };
  const summary = violations.find((violation) => violation.message === message)?.summary;
  const told = `${summary ?? message ?? ''}\n${NOT_ON_RECORD}`;
  return { ...kept, outcome, reason, message: told, remedies: ['unlock'], overrideTo: null };
}

/** The item as its record has it: what this run found could not be written. */
function unwritten(
  itemState: ItemState,
): Omit<Deferred, 'outcome' | 'reason' | 'notice'> & { readonly standing: Standing } {
  const record = itemState.found.stored?.record ?? null;
  const state = record?.state ?? null;
  const found = standingAfter(itemState, { record, appended: [], comment: null, withoutLock: false });
  const nothing = { allowed: [], missing: [], violations: [], warnings: [], remarks: [] };
  return {
    subject: subjectOf(itemState),
    standing: { ...found, ...nothing, state, previousState: state },
    appended: [],
    effects: [],
  };
}

const UNREADABLE_FACTS =
  'Facts that this step needs could not be read, so it was not decided. See the warnings for what is missing; the next run looks again.';

function subjectOf({ reading }: ItemState): ResultSubject {
  return { kind: 'item', number: reading.facts.number };
}

function standingAfter(itemState: ItemState, { record, comment, withoutLock }: Written): Standing {
  const { plan, found, law, run } = itemState;
  const { pull } = plan.situation;
  return {
    recordId: record?.record_id ?? null,
    state: plan.state,
    previousState: plan.previousState,
    observed: plan.lasting,
    allowed: plan.allowed,
    missing: plan.missing,
    violations: numbered(plan.violations, record),
    pull: pull === UNAVAILABLE || pull === null ? null : { number: pull.number, headSha: pull.headSha },
    comment: comment ?? found.stored?.comment ?? null,
    record,
    warnings: warningsOf(itemState),
    notices: withoutLock ? [WITHOUT_LOCK] : [],
    remarks: ruleRemarks(pull),
    settings: { ...law, ...run },
  };
}

/** With the numbers of the entries that say so, those of this very run included. */
function numbered(violations: readonly OpenViolation[], record: LoopRecord | null): readonly OpenViolation[] {
  const recorded = record?.head.violations ?? [];
  return violations.map((violation) => {
    const entry = recorded.findLast(({ cause }) => cause === violation.cause);
    return { ...violation, seq: entry?.seq ?? violation.seq };
  });
}

function warningsOf({ plan, reading, found }: ItemState): readonly string[] {
  return [...plan.warnings, ...reading.notices, ...found.warnings];
}
