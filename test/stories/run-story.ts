import { triggersOf } from '../../src/codec/event/triggers.ts';
import { builtinLifecycle } from '../../src/codec/lifecycle/builtin.ts';
import type { Facts } from '../../src/core/facts/facts.ts';
import type { Lifecycle } from '../../src/core/lifecycle/lifecycle.ts';
import { traitsIn } from '../../src/core/lifecycle/traits.ts';
import { planItem } from '../../src/core/plan/plan.ts';
import type { Assertion, Plan, PlanRequest } from '../../src/core/plan/steps/plan-types.ts';
import { appendEntries, emptyRecord, type Stamp } from '../../src/core/record/append/append.ts';
import type { Entry } from '../../src/core/record/entry.ts';
import { isNote, isRejection, isTransition } from '../../src/core/record/kind.ts';
import type { Genesis, LoopRecord } from '../../src/core/record/record.ts';
import type { Random } from '../../src/core/values/clock.ts';
import { LAW_DEFAULTS, type LawSettings } from '../../src/core/values/settings.ts';
import type { RunRef } from '../../src/core/values/shapes.ts';
import { NO_EVENT } from '../core/sample-facts.ts';
import { repoOf } from '../support/github/world/hub.ts';
import type { Expectation } from './expectation.ts';
import type { Scene } from './scenes.ts';
import type { LifecycleName, Story } from './story.ts';

/** What came of one row: null where its event was not delivered. */
export interface Happened {
  readonly scene: Scene;
  readonly plan: Plan;
  readonly appended: readonly Entry[];
  readonly record: LoopRecord | null;
  /** The same event once more, as another run: it must find nothing to do. */
  readonly again: () => Plan | null;
  /** What a later run makes of facts that have changed since. */
  readonly later: (change: (facts: Facts) => Facts) => Plan | null;
  /** What comes of an override to that state, in a run of its own. */
  readonly forced: (to: string) => Plan | null;
}

export interface StoryRun {
  readonly happened: readonly (Happened | null)[];
  readonly record: LoopRecord | null;
  readonly lifecycle: Lifecycle;
}

/** The same lifecycle under other names of its states. */
export interface Renamed {
  readonly lifecycle: Lifecycle;
  readonly nameOf: (state: string) => string;
}

/** What a run needs of a story besides its scenes. */
export type Told = Pick<Story, 'settings'>;

export interface RunOptions {
  /** Which rows' events arrive; all where left out. */
  readonly delivered?: (row: number) => boolean;
  /** What the states of the lifecycle are called instead. */
  readonly renamed?: Renamed;
  /** What plans: another law than the product's shows whether its faults are found. */
  readonly law?: (request: PlanRequest) => Plan;
}

/** Runs a story under a lifecycle. */
export function runStory(
  story: Told,
  scenes: readonly Scene[],
  name: LifecycleName,
  options: RunOptions = {},
): StoryRun {
  const { delivered = () => true, law = planItem } = options;
  const { lifecycle, nameOf } = options.renamed ?? { lifecycle: builtinLifecycle(name), nameOf: (state) => state };
  const settings = lawOf(story, name);
  const random = countingRandom();
  let record: LoopRecord | null = null;
  const happened = scenes.map((scene, row) => {
    if (!delivered(row) || (scene.elsewhere && record === null)) return null;
    const asserts = scene.asserts === null ? null : nameOf(scene.asserts);
    const request = requestFor(story, { ...scene, asserts }, { record, lifecycle, settings, run: runRef(row) });
    const planned = law(request);
    const before: LoopRecord | null = record;
    const result = append(request, planned, before, random);
    record = result.record;
    const replay = { ...request, record, assertion: null, context: { ...request.context, run: runRef(row + 100) } };
    const later = (change: (facts: Facts) => Facts): Plan | null =>
      replay.record === null ? null : law({ ...replay, event: NO_EVENT, facts: change(replay.facts) });
    const forced = (to: string): Plan | null =>
      replay.record === null
        ? null
        : law({ ...replay, assertion: { ...assertionOf(to), override: true, reason: 'So it was.' } });
    return {
      scene,
      plan: planned,
      ...result,
      again: () => (replay.record === null ? null : law(replay)),
      later,
      forced,
    };
  });
  return { happened, record, lifecycle };
}

function lawOf(story: Told, lifecycle: LifecycleName): LawSettings {
  const { autoMerge = false, noIssue = false, ci = 'checks' } = story.settings ?? {};
  return { ...LAW_DEFAULTS, lifecycle, autoMerge, ci, track: noIssue ? 'all' : 'issues' };
}

function requestFor(
  story: Told,
  scene: Scene,
  from: Pick<PlanRequest, 'record' | 'lifecycle' | 'settings'> & { readonly run: RunRef },
): PlanRequest {
  const { record, lifecycle, settings, run } = from;
  const own = story.settings?.ownWorkflow ?? 'loopforge';
  const recorded = [record?.head.pr, record?.head.merged_pr, record?.pr_number].filter((pr) => pr != null);
  return {
    facts: scene.facts(recorded),
    record,
    lifecycle,
    settings,
    event: scene.event,
    context: {
      run,
      actor: 'octocat',
      ref: 'refs/heads/main',
      sha: repoOf(scene.hub, scene.repo).branches.get('main') ?? '',
      repository: scene.repo,
      workflowPath: `.github/workflows/${own}.yml`,
      workflowRef: 'refs/heads/main',
      job: 'loopforge',
    },
    occasion: scene.occasion,
    assertion: scene.asserts === null ? null : assertionOf(scene.asserts),
    caused: triggersOf(scene.event, story.settings?.noIssue === true ? 'pull_request' : 'issue'),
    now: scene.now,
  };
}

function assertionOf(to: string): Assertion {
  const actor = { id: '41898282', login: 'github-actions', type: 'Bot' } as const;
  return { to, trigger: 'workflow.asserted', metadata: {}, override: false, reason: null, actor };
}

function append(
  request: PlanRequest,
  planned: Plan,
  record: LoopRecord | null,
  random: Random,
): Pick<Happened, 'record' | 'appended'> {
  if (planned.drafts.length === 0) return { record, appended: [] };
  const { lifecycle, settings, context, now } = request;
  const stamp: Stamp = {
    recordedAt: now,
    run: context.run,
    lifecycle: lifecycle.hash,
    settings: {
      ci: settings.ci,
      ignore_checks: settings.ignoreChecks,
      require_current_approval: settings.requireCurrentApproval,
      required_checks: settings.requiredChecks,
      unmerged_close: 'refuse',
      config: null,
    },
    random,
    traitsOf: traitsIn(lifecycle),
  };
  return appendEntries(record ?? emptyRecord(genesisOf(request)), planned.drafts, stamp);
}

function genesisOf({ facts, lifecycle, settings, now }: PlanRequest): Genesis {
  return {
    host: 'github.com',
    repo_id: 'R_kgDOAAAAAQ',
    issue_id: 'I_kwDOAAAAAQ',
    record_id: `${facts.repo}#${facts.number}`,
    ref: facts.url,
    ref_number: facts.number,
    repo: facts.repo,
    labels: {},
    created_at: now,
    auto_merge: settings.autoMerge,
    lifecycle: lifecycle.hash,
    nonce: 'A'.repeat(43),
  };
}

function runRef(row: number): RunRef {
  const id = String(9_000 + row);
  return { id, attempt: 1, url: `https://github.com/acme/widgets/actions/runs/${id}` };
}

/** Bytes that count up: every salt is another one, and the same in every test run. */
function countingRandom(): Random {
  let drawn = 0;
  return (size) => {
    drawn += 1;
    const bytes = new Uint8Array(size);
    for (let place = 0; place < size; place += 1) bytes[place] = (drawn * 31 + place * 7) % 256;
    return bytes;
  };
}

/** What came of a row, in the words of the table. */
export function outcomeOf({ plan: planned, appended }: Happened): Expectation {
  const transitions = appended.filter(isTransition);
  const steps = transitions.filter((entry) => entry.from_state !== null);
  const notes = appended.filter(isNote);
  return {
    created: steps.length < transitions.length,
    ignored: planned.outcome === 'ignored',
    deferred: planned.outcome === 'deferred',
    steps: steps.map((entry) => entry.to_state),
    notes: notes.map(({ kind }) => kind),
    red: planned.refused ? (appended.find(isRejection)?.code ?? 'red without a rejection') : null,
    reason: planned.reason,
    flags: steps.flatMap((entry) => entry.flags.map((flag) => `${entry.to_state} ${flag}`)),
  };
}
