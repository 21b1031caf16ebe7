import { randomBytes } from 'node:crypto';
import type { Note, Transition } from '../../src/core/record/entry.ts';
import { openStage, recordIn, type Stage, type StageOptions, type StepOptions } from '../e2e/stage.ts';
import type { StepResult } from '../support/step.ts';
import { nextForged, nth, type OpenRecord } from './forge.ts';
import { BOT, bodyOf } from './scene.ts';
import { AS } from './way.ts';
import type { Played } from './whole-life.ts';

/** A repository whose items are recorded by workflow runs that GitHub shows. */
export interface Kept extends Stage, Played {
  run: Played['run'] & ((name: string, action: string, about: object) => Promise<StepResult>);
}

export async function openKept(options: StageOptions = {}): Promise<Kept> {
  const stage = await openStage({ as: AS, ...options });
  return {
    ...stage,
    run: (name, action, about) =>
      stage.event(name, action, about, { env: { GITHUB_RUN_ID: String(startRun(stage, { event: name })) } }),
  };
}

interface RunOptions {
  readonly event?: string;
  readonly workflow?: string;
  readonly by?: string;
}

/** A workflow run on the default branch, by default one of LoopForge's own. */
export function startRun(
  { world }: Stage,
  { workflow = 'loopforge', event = 'workflow_dispatch', by }: RunOptions,
): number {
  const { branches, defaultBranch } = world.state();
  const started = by === undefined ? {} : { by };
  return world.startRun(branches.get(defaultBranch) ?? '', { workflow, event, newRun: true, ...started });
}

/** The reference to a run, as entries have it. */
export function runRef(id: number, attempt = 1): Transition['run'] {
  return { id: String(id), attempt, url: `https://github.com/acme/widgets/actions/runs/${id}/attempts/${attempt}` };
}

export interface Found {
  readonly verdict: string;
  readonly codes: readonly string[];
  readonly step: StepResult;
  /** All that was said of it. */
  readonly text: string;
}

/** Verifies one item, or all of them. */
export async function verify(stage: Stage, issue: number | null, options: StepOptions = {}): Promise<Found> {
  const about = issue === null ? {} : { issue: String(issue) };
  const step = await stage.step({ command: 'verify', ...about, ...options.inputs }, { ...options, inputs: {} });
  const codes = [...step.summary.matchAll(/^. \*\*[A-Z]+\*\* \((.*?)\)/gmu)].flatMap(([, list = '']) =>
    list.split(', '),
  );
  const text = step.annotations.map(({ name, message }) => `${name}: ${message}`).join('\n');
  const found = [...new Set(codes.map((code) => code.replaceAll('`', '')))];
  return { verdict: step.outputs.verdict ?? '', codes: found, step, text };
}

/** Another workflow of the repository, with the same token, writes what it likes: hashes and visible part as they should be. */
export function forge(
  stage: Stage,
  issue: number,
  change: (open: OpenRecord) => void,
  { by }: { readonly by: string } = BOT,
): void {
  const { databaseId, body } = stage.comment(issue);
  const forged = nextForged(recordIn({ body }), change);
  stage.world.editComment(databaseId, bodyOf(forged), { by });
}

/** One more step at the end that looks just as LoopForge's own. */
export function withStep(open: OpenRecord, now: string, change: Partial<Transition>): void {
  const last = nth(open.transitions, -1);
  const step: OpenRecord['transitions'][number] = copyOf({
    ...last,
    ...{ from_state: last.to_state, timestamp: now, recorded_at: now, source: 'observed', settings: null },
    ...{ flags: [], metadata: {}, evidence: { at: now, facts: {}, checks: null } },
    ...change,
  });
  open.transitions.push({ ...step, salts: saltsOf(step) });
}

/** One more note at the end, of a kind that has nothing more to say. */
export function withNote(open: OpenRecord, now: string, kind: Note['kind'], change: Partial<Note> = {}): void {
  const last = nth(open.transitions, -1);
  const note: OpenRecord['notes'][number] = copyOf({
    ...last,
    ...{ from_state: null, to_state: null, kind, trigger: kind, was: null, actor: null },
    ...{ timestamp: now, recorded_at: now, source: 'reconstructed', settings: null, flags: [], metadata: {} },
    ...change,
  });
  open.notes.push({ ...note, salts: saltsOf(note) });
}

function saltsOf({ actor, metadata }: Pick<OpenRecord['transitions'][number], 'actor' | 'metadata'>) {
  const salt = (): string => randomBytes(32).toString('base64url');
  return {
    actor: actor === null ? null : salt(),
    metadata: Object.fromEntries(Object.keys(metadata).map((key) => [key, salt()])),
  };
}

function copyOf<T>(value: object): T {
  return JSON.parse(JSON.stringify(value));
}
