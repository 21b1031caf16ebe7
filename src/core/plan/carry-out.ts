import { assess } from '../situation/index.ts';
import { refusedOverride } from '../words/index.ts';
import { recordAfter } from './ahead/index.ts';
import { conclude } from './conclude.ts';
import { type JudgedItem, judgeAll, openAfter } from './judge-all.ts';
import { isFresh, judge } from './judging.ts';
import { acceptable, acceptNote, overrideStep } from './override.ts';
import {
  type Asserted,
  type Assertion,
  assertStep,
  type CatchUp,
  type ClaimInProgress,
  type Decision,
  type PlanRequest,
  type Refusal,
  refuseVetoed,
  startFrom,
} from './steps/index.ts';

/** Decides about an item that was brought level with the facts: its refusals, and what a workflow claims of it. */
export function carryOut(request: PlanRequest, caughtUp: CatchUp): Decision {
  const { assertion } = request;
  const judgedItem = judgeAll(request, caughtUp);
  if (assertion === null) {
    return conclude(request, { ...judgedItem, refused: judgedItem.judged.findLast(isFresh)?.refusal ?? null });
  }
  const counted = startFrom(request, assess({ ...request, asserting: assertion.to }));
  const { state, drafts, asks } = judgedItem.progress;
  const claimed = { ...counted, state, drafts, asks };
  const observed = startFrom(request, assess({ ...request, standing: assertion.to })).observed;
  const claim = { progress: judgedItem.progress, claimed, assertion, moment: { now: request.now, observed } };
  return assertion.override
    ? carryOverride(request, judgedItem, forced(request, claim), assertion)
    : carryClaim(request, judgedItem, assertStep(claim));
}

function carryClaim(request: PlanRequest, judgedItem: JudgedItem, { progress, refusal }: Asserted): Decision {
  const moved = progress !== judgedItem.progress;
  const reason = moved ? '' : judgedItem.reason;
  const same = refusal === null ? null : sameVeto(judgedItem, refusal);
  if (same !== null) return conclude(request, { ...judgedItem, reason, refused: same });
  if (refusal !== null) {
    return conclude(request, {
      ...judgedItem,
      ...judge(request, { ...judgedItem, progress }, refusal),
      reason,
      refused: refusal,
    });
  }
  const judged = moved ? openAfter(request, progress, judgedItem.judged) : judgedItem.judged;
  // What would follow from the claim, and the gate said no to.
  const veto = progress.halt === null ? null : refuseVetoed(progress, progress.halt);
  return conclude(request, { ...judgedItem, ...judge(request, { progress, judged }, veto), reason, refused: null });
}

/** The gate was asked once, about the claim and about what the facts show alike. */
function sameVeto({ judged }: JudgedItem, { code, to }: Refusal): Refusal | null {
  if (code !== 'vetoed') return null;
  return judged.find(({ refusal }) => refusal.code === code && refusal.to === to)?.refusal ?? null;
}

/** The steps rest on what is observed once they are in the record: a forced result of the checks counts as one. */
function forced(request: PlanRequest, claim: ClaimInProgress): Asserted {
  const made = overrideStep(claim);
  if (made.progress === claim.progress) return made;
  const after = { ...request, record: recordAfter(request, made.progress.drafts) };
  const { observed } = startFrom(after, assess(after));
  return overrideStep({ ...claim, moment: { ...claim.moment, observed } });
}

/** A refused override is no new violation; where no way leads past a refusal, a person can answer for it. */
function carryOverride(request: PlanRequest, judgedItem: JudgedItem, made: Asserted, assertion: Assertion): Decision {
  const moved = made.progress !== judgedItem.progress;
  const accepted = moved ? [] : acceptable(judgedItem.progress, assertion.to, judgedItem.judged);
  if (accepted.length > 0) {
    const notes = accepted.map((one) => acceptNote(judgedItem.progress, one, assertion));
    const progress = { ...judgedItem.progress, drafts: [...judgedItem.progress.drafts, ...notes] };
    const judged = judgedItem.judged.filter((one) => !accepted.includes(one));
    return conclude(request, { ...judgedItem, progress, judged, reason: 'overridden', refused: null });
  }
  if (made.refusal !== null) return conclude(request, { ...judgedItem, refused: inWords(request, made.refusal) });
  const judged = moved ? openAfter(request, made.progress, judgedItem.judged) : judgedItem.judged;
  return conclude(request, {
    ...judgedItem,
    progress: made.progress,
    judged,
    reason: moved ? 'overridden' : judgedItem.reason,
    refused: null,
  });
}

/** The record keeps no refused override, so its message is for whoever tried. */
function inWords({ facts }: PlanRequest, refusal: Refusal): Refusal {
  const about = { issue: facts.issue === null ? null : facts.number };
  return { ...refusal, message: refusedOverride(refusal.from, refusal.to, refusal.needs, about), remedies: [] };
}
