import { type ErrorCode, hasCode, LoopForgeError, type Reading } from '../../core/model.ts';
import type { ItemResult } from '../../core/outcome/index.ts';
import { aboutDryHooks, tellNews } from '../deliver/index.ts';
import { type AskingRequest, asking, NoGateAnswerError, refuseUnanswered, withAnswers } from '../gate/index.ts';
import {
  assessItem,
  hasEntries,
  type ItemPorts,
  type ItemRequest,
  type ItemState,
  NewerRecordError,
  needsWriting,
  newerResult,
} from '../item-state/index.ts';
import {
  type Change,
  type CommitRequest,
  type Committed,
  commit,
  composeRecord,
  LockedConversationError,
} from '../write/index.ts';
import { aboutDryGate, withoutGate } from './gate-notices.ts';
import {
  dryResultOf,
  type JudgedResult,
  lockedResult,
  readOnlyResult,
  resultOf,
  withEffects,
  withNotices,
  withWarnings,
} from './item-result.ts';
import { aboutDryMirror, mirrorEffect } from './mirror-effect.ts';
import { aboutUntrueView, commentToRefresh, isViewUntrue } from './refresh-comment.ts';
import { showEffects } from './run-effects.ts';

/**
 * Brings one item level with the facts: read, observe, plan, append, and then show what was recorded. Where there is
 * nothing to append, the comment is written anew if it tells what is not so any more; else nothing is written.
 * @throws LoopForgeError with the codes of reading and writing; nothing is half-written then.
 */
export async function runItem(ports: ItemPorts, runRequest: ItemRequest, reading: Reading): Promise<ItemResult> {
  try {
    const request = asking(runRequest);
    const itemState = await assessItem(ports.github, request, reading);
    const isUntrue = isViewUntrue(itemState, ports.render);
    const result = await carryOut(ports, request, itemState, isUntrue);
    return withWarnings(result, [...request.gate.warnings, ...(isUntrue ? aboutUntrueView(itemState) : [])]);
  } catch (error) {
    if (error instanceof NewerRecordError && runRequest.assertion === null)
      return newerResult(reading.facts.number, error);
    throw error;
  }
}

async function carryOut(
  ports: ItemPorts,
  runRequest: AskingRequest,
  itemState: ItemState,
  isUntrue: boolean,
): Promise<ItemResult> {
  if (runRequest.dryRun) return dryRun(ports, runRequest, itemState);
  try {
    const committed = await withAnswers(ports, runRequest, itemState, (answered) =>
      needsWriting(answered)
        ? commit(ports, answered, requestFor(ports, runRequest, answered))
        : refresh(ports, runRequest, answered, isUntrue),
    );
    return await told(ports, runRequest, committed);
  } catch (error) {
    if (runRequest.fork && error instanceof NoGateAnswerError) return readOnlyResult(itemState, withoutGate(error));
    if (runRequest.fork && hasCode(error, 'permission_missing')) return readOnlyResult(itemState);
    if (error instanceof LockedConversationError) return lockedResult(error.itemState);
    throw error;
  }
}

async function dryRun(ports: ItemPorts, runRequest: ItemRequest, itemState: ItemState): Promise<JudgedResult> {
  if (!needsWriting(itemState)) return dryResultOf(itemState, untouched(itemState));
  const composed = composeRecord(itemState, runRequest.context.run, ports.random);
  const notices = [
    ...aboutDryMirror(itemState),
    ...aboutDryGate(itemState),
    ...(await aboutDryHooks(ports, itemState)),
  ];
  return withNotices(dryResultOf(itemState, composed), notices);
}

function untouched(itemState: ItemState): Committed {
  return { itemState, record: itemState.found.stored?.record ?? null, appended: [], comment: null, withoutLock: false };
}

/** There is nothing to append. @throws LoopForgeError only where there is, after all */
async function refresh(
  ports: ItemPorts,
  runRequest: ItemRequest,
  itemState: ItemState,
  isUntrue: boolean,
): Promise<Committed> {
  if (commentToRefresh(itemState, runRequest, isUntrue) === null) return untouched(itemState);
  let isTelling = true;
  const request = requestFor(ports, runRequest, itemState);
  try {
    return await commit(ports, itemState, {
      ...request,
      change: (next) => {
        isTelling = !needsWriting(next);
        return request.change(next);
      },
    });
  } catch (error) {
    if (!isTelling || !(error instanceof LoopForgeError) || !BEARABLE.includes(error.code)) throw error;
    ports.log(`What the comment shows could not be brought up to date: ${error.message}`);
    return untouched(itemState);
  }
}

/** Trouble that a run has with the comment alone: what is recorded is recorded, and the next run shows it. */
const BEARABLE: readonly ErrorCode[] = [
  'permission_missing',
  'lock_timeout',
  'conflict',
  'rate_limited',
  'github_unreachable',
];

function requestFor(ports: ItemPorts, runRequest: ItemRequest, { run }: ItemState): CommitRequest {
  return {
    assess: (github, reading) => assessItem(github, runRequest, reading),
    change: (itemState) => changeOf(ports, runRequest, itemState),
    lock: run.lock,
  };
}

/** What is to be written after this look; null: nothing. */
function changeOf(ports: ItemPorts, runRequest: ItemRequest, itemState: ItemState): Change | null {
  refuseUnanswered(itemState);
  const absorbed = itemState.reconciliation.surplus;
  if (hasEntries(itemState)) return { ...composeRecord(itemState, runRequest.context.run, ports.random), absorbed };
  const record = commentToRefresh(itemState, runRequest, isViewUntrue(itemState, ports.render));
  return record !== null || absorbed.length > 0 ? { record, appended: [], absorbed } : null;
}

/** The result; and outside the record what the plan wants shown, and what others are told. Never throws: what was recorded is recorded. */
async function told(ports: ItemPorts, request: AskingRequest, committed: Committed): Promise<JudgedResult> {
  // What the gate said of this item it said of no other.
  const { gate: _own, ...runRequest } = request;
  const { itemState } = committed;
  const result = resultOf(itemState, committed);
  const { standing } = result;
  const subject = {
    number: itemState.reading.facts.number,
    commentUrl: standing?.comment?.url ?? null,
    headHash: standing?.record?.head.hash ?? null,
  };
  ports.heads.noteJudged(itemState, subject);
  const shown = await showEffects(ports, runRequest, itemState.plan.effects, subject);
  const news = await tellNews(ports, runRequest, { ...committed, violations: standing?.violations ?? [] });
  const { record } = news;
  const isWritten = committed.comment !== null || record !== committed.record;
  const mirror = mirrorEffect(ports, runRequest, { run: itemState.run, record, isWritten });
  const copied = await showEffects(ports, runRequest, mirror.effects, subject);
  return withNotices(withEffects(result, record, [...shown, ...news.effects, ...copied]), mirror.notices);
}
