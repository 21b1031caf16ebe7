import { isTransition } from '../../core/model.ts';
import {
  appendedBy,
  type Deferred,
  effectsOn,
  type Ignored,
  type ItemResult,
  type ResultSubject,
  standingOf,
} from '../../core/outcome/index.ts';
import { aboutOf, effectMessages, needAction, openMessages, resultMessage, sentence } from '../../core/words/index.ts';
import { renderSummary } from '../../report/pages/index.ts';
import type { Message, ResultFields, ResultReport } from '../result/index.ts';

export interface ReportOptions {
  /** Web address of the repository. */
  readonly repoUrl: string;
  readonly dryRun: boolean;
}

/** An item's result as the runner is told of it: what is red, what stands at the top of the run, what in the summary. */
export function reportItem(result: ItemResult, options: ReportOptions): ResultReport {
  const standing = standingOf(result);
  const appended = appendedBy(result);
  return {
    ...fieldsOf(result),
    outcome: result.outcome,
    reason: result.reason,
    changed: !options.dryRun && appended.some(isTransition),
    appended,
    effects: effectsOn(result),
    red: isRed(result, options),
    messages: messagesOf(result, options),
    summary: standing?.settings.summary === false ? null : renderSummary(result, options),
    record: standing?.record ?? null,
    ...(result.outcome === 'failed' ? { fault: result.error } : {}),
  };
}

function fieldsOf(result: ItemResult): ResultFields {
  const standing = standingOf(result);
  const message = resultMessage(result);
  return {
    ...numbersOf(result.subject),
    ...(standing === null
      ? {}
      : {
          state: standing.state,
          previousState: standing.previousState,
          allowed: standing.allowed,
          missing: standing.missing.map((need) => ({ ...need, summary: sentence(needAction(need, aboutOf(result))) })),
          violations: standing.violations,
          recordId: standing.recordId,
          commentId: standing.comment?.databaseId ?? null,
          commentUrl: standing.comment?.url ?? null,
          headHash: standing.record?.head.hash ?? null,
        }),
    ...(standing?.pull == null ? {} : { pullRequestNumber: standing.pull.number, headSha: standing.pull.headSha }),
    ...noticeOf(result),
    ...(message === null ? {} : { error: message }),
  };
}

function noticeOf(result: ItemResult): ResultFields {
  if ('notice' in result) return { notice: result.notice };
  const notices = standingOf(result)?.notices ?? [];
  return notices.length === 0 ? {} : { notice: notices.join('\n') };
}

function numbersOf(subject: ResultSubject): ResultFields {
  if (subject.kind === 'run') return {};
  return subject.kind === 'item' ? { number: subject.number } : { pullRequestNumber: subject.number };
}

/** A dry run is red for errors alone. */
function isRed(result: ItemResult, { dryRun }: ReportOptions): boolean {
  if (result.outcome === 'failed') return true;
  if (dryRun || result.standing === null) return false;
  const { onInvalid, onEffectFailure } = result.standing.settings;
  const refused = result.outcome === 'rejected' && onInvalid === 'fail';
  return refused || (onEffectFailure === 'fail' && effectsOn(result).some((effect) => !effect.ok));
}

function messagesOf(result: ItemResult, options: ReportOptions): readonly Message[] {
  const standing = standingOf(result);
  const message = resultMessage(result);
  const warnings = standing?.warnings ?? [];
  const effectLevel = standing?.settings.onEffectFailure === 'fail' ? 'error' : 'warning';
  return [
    ...(message === null ? [] : [{ level: levelOf(result, options), code: result.reason, text: message }]),
    ...effectMessages(result).map((text): Message => ({ level: effectLevel, code: '', text })),
    ...[...openMessages(result), ...warnings].map((text): Message => ({ level: 'warning', code: '', text })),
    ...('notice' in result ? [{ level: noticeLevel(result), code: result.reason, text: result.notice }] : []),
    ...(standing?.notices ?? []).map((text): Message => ({ level: 'notice', code: '', text })),
  ];
}

/** An item that could not even be read, or not be understood, has no warnings of its own: nobody else says that it waits. */
function noticeLevel({ outcome, reason, standing }: Deferred | Ignored): Message['level'] {
  const waits = ['evidence_unavailable', 'newer_record'].includes(reason);
  return outcome === 'deferred' && waits && standing === null ? 'warning' : 'notice';
}

function levelOf(result: ItemResult, options: ReportOptions): Message['level'] {
  if (isRed(result, options)) return 'error';
  return standingOf(result)?.settings.onInvalid === 'warn' ? 'warning' : 'notice';
}
