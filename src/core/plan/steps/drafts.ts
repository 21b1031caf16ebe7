import {
  type Basis,
  type ChecksVerdict,
  type Conditions,
  type Edge,
  type Evidence,
  type Flag,
  type Instant,
  isAfter,
  isFailure,
  type JsonObject,
  type Lifecycle,
  type NoteDraft,
  type NoteKind,
  type RejectionDraft,
  type RunEvent,
  type Sha,
  type State,
  type Step,
  type TransitionDraft,
  triggerOf,
  UNAVAILABLE,
  type Was,
} from '../../model.ts';
import { type Situation, type StepFact, stepFact } from '../../situation/index.ts';
import { type GateInProgress, gateMetadata, stanceOn } from '../gate/index.ts';

/** What every entry of one run is made from. */
export interface DraftContext {
  readonly lifecycle: Lifecycle;
  readonly situation: Situation;
  readonly conditions: Conditions;
  readonly event: RunEvent;
  readonly caused: readonly string[];
  readonly observed: string;
  /** What is observed once this event is over: the basis of what is drafted. */
  readonly lasting: string;
  readonly gate: GateInProgress;
}

/** What came before a path, as far as the path's flags depend on it. */
export interface ProofBefore {
  /** A proof that these steps stand on came after the merge. */
  readonly late: boolean;
  /** When a claim is made: it is its own proof. Null: the facts are. */
  readonly claimedAt: Instant | null;
}

/** A path as entries. */
export function draftSteps(
  context: DraftContext,
  steps: readonly Step[],
  before: ProofBefore,
): readonly TransitionDraft[] {
  let { late } = before;
  let excused = false;
  return steps.map((step) => {
    const trigger = triggerOf(context.lifecycle, step.from, step.edge);
    const fact = stepFact(trigger, context.situation);
    late ||= isLate(context.situation, step.state, before.claimedAt ?? fact.at);
    late ||= step.state.gate && context.situation.inferred;
    const reads = readsOf(context.conditions, step);
    const noChecks = !excused && isExcused(context, step.state, reads);
    excused ||= noChecks;
    return {
      kind: 'transition',
      from: step.from,
      to: step.state.name,
      trigger,
      ...commonParts(context, trigger, fact, reads),
      flags: flagsOf(context.situation, step, trigger, { late: late && step.state.gate, noChecks, reads }),
      metadata: gateMetadata(stanceOn(context.gate, step.state)),
    };
  });
}

/** The first entry of a record: from nothing to a state. */
export function draftBirth(context: DraftContext, to: State, flags: readonly Flag[]): TransitionDraft {
  const trigger = to.trigger ?? to.name;
  const fact = { at: context.situation.facts.createdAt, actor: context.situation.facts.author };
  return {
    kind: 'transition',
    from: null,
    to: to.name,
    trigger,
    ...commonParts(context, trigger, fact, {}),
    flags,
    metadata: {},
  };
}

export function draftNote(
  context: DraftContext,
  note: NoteKind,
  about: { readonly at: Instant | null; readonly reads?: JsonObject; readonly reason?: string },
): NoteDraft {
  return {
    kind: 'note',
    note,
    was: null,
    trigger: note,
    ...commonParts(context, note, { at: about.at, actor: null }, about.reads ?? {}),
    flags: [],
    metadata: about.reason === undefined ? {} : { reason: about.reason },
  };
}

/** A note about the record itself, not about a step: what it says of it, and what it takes in. */
export function draftFinding(
  run: Pick<DraftContext, 'situation' | 'lasting'>,
  note: NoteKind,
  was: Partial<Was>,
): NoteDraft {
  return {
    kind: 'note',
    note,
    was: { data: null, kept: [], named: [], ...was },
    trigger: note,
    at: null,
    source: 'reconstructed',
    actor: null,
    ...factsOfRun(run),
    evidence: { at: null, facts: {}, checks: null },
    flags: [],
    metadata: {},
  };
}

export function draftRejection(
  context: DraftContext,
  refused: Pick<
    RejectionDraft,
    'from' | 'to' | 'code' | 'cause' | 'message' | 'needs' | 'trigger' | 'actor' | 'metadata'
  > & {
    readonly reads: JsonObject;
  },
): RejectionDraft {
  const { reads, actor, ...rest } = refused;
  const fact = stepFact(refused.trigger, context.situation);
  const parts = commonParts(context, refused.trigger, { at: fact.at, actor: actor ?? fact.actor }, reads);
  return { kind: 'rejection', ...parts, ...rest, actor: parts.actor, flags: [] };
}

/** Pull request, head and basis are the facts of the run, the same on every entry of one path. */
export function factsOfRun(context: Pick<DraftContext, 'situation' | 'lasting'>): {
  readonly pr: number | null;
  readonly pr_url: string | null;
  readonly sha: Sha | null;
  readonly basis: Basis;
} {
  const { pull, cycle, rules } = context.situation;
  const known = pull === UNAVAILABLE ? null : pull;
  const sha = known?.headSha ?? null;
  return {
    pr: known?.number ?? null,
    pr_url: known?.url ?? null,
    sha,
    basis: { observed: context.lasting, sha, cycle, rules },
  };
}

function commonParts(
  context: DraftContext,
  trigger: string,
  fact: StepFact,
  reads: JsonObject,
): Omit<TransitionDraft, 'kind' | 'from' | 'to' | 'trigger' | 'flags' | 'metadata'> {
  const caused = context.caused.includes(trigger);
  return {
    at: fact.at,
    source: caused ? 'observed' : 'reconstructed',
    actor: fact.actor ?? (caused ? context.event.sender : null),
    ...factsOfRun(context),
    evidence: evidenceOf(context.situation, fact.at, reads),
  };
}

export function evidenceOf(situation: Situation, at: Instant | null, reads: JsonObject): Evidence {
  const aboutChecks = Object.keys(reads).some((path) => path.startsWith('checks.'));
  const { checks } = situation;
  return { at, facts: reads, checks: aboutChecks && checks !== UNAVAILABLE ? conclusions(checks) : null };
}

/** Required or failed checks; where nothing is required, those that decided. Failed ones first: an entry has limited room. */
function conclusions(checks: ChecksVerdict): { readonly [name: string]: string } {
  const failedFirst = [...checks.counted].sort((a, b) => Number(isFailure(b)) - Number(isFailure(a)));
  const named: Record<string, string> = {};
  for (const check of failedFirst) {
    if (check.name === '__proto__') continue;
    if (!Object.hasOwn(named, check.name)) named[check.name] = (check.conclusion ?? 'PENDING').toLowerCase();
  }
  return named;
}

function readsOf(conditions: Conditions, step: Step): JsonObject {
  const when = step.state.gate ? conditions.whenOf(step.state).reads : {};
  return { ...conditions.guardOf(step.edge).reads, ...when };
}

function isExcused({ situation }: DraftContext, state: State, reads: JsonObject): boolean {
  return state.gate && 'checks.ok' in reads && situation.checks !== UNAVAILABLE && situation.checks.noChecks;
}

/** Did the proof of a gate come after the merge? */
export function isLate({ pull }: Situation, state: Pick<State, 'gate'>, proofAt: Instant | null): boolean {
  const mergedAt = pull === UNAVAILABLE ? null : (pull?.mergedAt ?? null);
  return state.gate && mergedAt !== null && proofAt !== null && isAfter(proofAt, mergedAt);
}

/** The gate rests on what could be told only in part of the hour of the merge, and was taken in its favour. */
function isRebuilt({ checks, review }: Situation, state: State, reads: JsonObject): boolean {
  const isAbout = (context: string): boolean => Object.keys(reads).some((path) => path.startsWith(context));
  const byChecks = isAbout('checks.') && checks !== UNAVAILABLE && checks.rebuilt.length > 0;
  const byReviews = isAbout('review.') && review !== UNAVAILABLE && review.rebuilt.length > 0;
  return state.gate && (byChecks || byReviews);
}

/** A close that would be refused if the repository's settings did not accept it. */
function isOnlyAccepted({ contexts }: Situation, edge: Edge): boolean {
  if (contexts.issue['close_accepted'] !== true || edge.if === null) return false;
  const refused = { ...contexts, issue: { ...contexts.issue, close_accepted: false } };
  return edge.if.evaluate(refused).value === false;
}

function flagsOf(
  situation: Situation,
  { state, edge }: Step,
  trigger: string,
  { late, noChecks, reads }: { readonly late: boolean; readonly noChecks: boolean; readonly reads: JsonObject },
): readonly Flag[] {
  const { review, inferred } = situation;
  const flags: Flag[] = [];
  if (late) flags.push('late');
  if (noChecks) flags.push('no_checks');
  if (isRebuilt(situation, state, reads)) flags.push('rebuilt');
  if (inferred && (state.role === 'proposed' || state.role === 'merged')) flags.push('inferred');
  if (state.role === 'done' && typeof reads['issue.closed_elsewhere'] === 'string') flags.push('elsewhere');
  if (state.role === 'done' && isOnlyAccepted(situation, edge)) flags.push('unproven');
  if (trigger === 'review.approved' && review !== UNAVAILABLE && review.stale) flags.push('stale');
  return flags;
}
