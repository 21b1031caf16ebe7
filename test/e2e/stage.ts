import { expect, onTestFinished } from 'vitest';
import { decodeComment, hasMarker } from '../../src/codec/record/comment.ts';
import type { MirrorAccess } from '../../src/compose/github/request.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import type { About } from '../support/github/events/subject.ts';
import { payload } from '../support/github/events.ts';
import { GITHUB_TOKEN } from '../support/github/identity.ts';
import type { JsonObject } from '../support/github/json.ts';
import type { FakeOptions } from '../support/github/server/inside.ts';
import type { Logged } from '../support/github/server/messages.ts';
import { type RunningFake, startFakeGitHub } from '../support/github/start.ts';
import type { Comment } from '../support/github/world/model.ts';
import type { ProtectionInput } from '../support/github/world/repo-ops.ts';
import { createWorld, type World } from '../support/github/world/world.ts';
import { runAction } from '../support/run-action.ts';
import { runStepHere } from '../support/run-step-here.ts';
import type { Step, StepResult } from '../support/step.ts';

export interface StageOptions {
  /** Text of `.github/loopforge.yml` on the default branch. */
  readonly settings?: string;
  readonly protection?: ProtectionInput;
  /** `main` when left out. */
  readonly defaultBranch?: string;
  readonly fake?: Omit<FakeOptions, 'world'>;
  /** Where the steps run: in this process, which is fast, or as the built bundle in processes of their own. */
  readonly as?: 'source' | 'bundle';
  /** In place of the database that a mirror would be; only with `source`. */
  readonly openStore?: NonNullable<MirrorAccess['openStore']>;
}

export type StepOptions = Pick<Step, 'inputs' | 'env' | 'token' | 'onStart'>;

/** A GitHub with one repository, and LoopForge that is started for its events. */
export interface Stage {
  readonly world: World;
  readonly fake: RunningFake;
  /** GitHub delivers an event: one run of the action. */
  event(name: string, action: string | null, about?: About, options?: StepOptions): Promise<StepResult>;
  /** The same with a payload made before, as a re-run has it. */
  deliver(name: string, event: JsonObject | string, options?: StepOptions): Promise<StepResult>;
  /** A step of somebody's workflow that names its item and command in the inputs. */
  step(inputs: { readonly [name: string]: string }, options?: StepOptions): Promise<StepResult>;
  sweep(options?: StepOptions): Promise<StepResult>;
  /** The payload that GitHub would send now. */
  payload(name: string, action: string | null, about?: About): JsonObject;
  /** The item's only record comment; fails when there is none or more than one. */
  comment(item: number): Comment;
  /** What that comment holds. */
  record(item: number): LoopRecord;
  /** All comments that claim to be a record. */
  marked(item: number): readonly Comment[];
  /** What the last run asked of GitHub: `GraphQL Item`, `POST /repos/…`. */
  requests(): readonly string[];
  /** Grows with everything that changes on GitHub. */
  version(): number;
}

const CONFIG = '.github/loopforge.yml';
const SECONDS_TO_DELIVER = 20;
const FIRST_RUN = 9001;

/** Sets the stage; when the test is over it is taken down, and nothing may have happened that GitHub would refuse. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const { settings, protection, as = 'source', openStore } = options;
  const mirror = openStore === undefined ? {} : { openStore };
  const world = createWorld({ defaultBranch: options.defaultBranch ?? 'main' });
  if (settings !== undefined) world.putFile(CONFIG, settings);
  if (protection !== undefined) world.setProtection(protection);
  const fake = await startFakeGitHub({ ...options.fake, world });
  onTestFinished(async () => {
    await fake.close();
    fake.assertClean();
  });
  return stageOn(world, fake, as === 'bundle' ? runAction : (step) => runStepHere(step, mirror));
}

function stageOn(world: World, fake: RunningFake, run: (step: Step) => Promise<StepResult>): Stage {
  let runs = 0;
  let asked = 0;
  const deliver: Stage['deliver'] = async (
    eventName,
    event,
    { inputs = {}, env = {}, token = GITHUB_TOKEN, ...more } = {},
  ) => {
    world.advance(SECONDS_TO_DELIVER);
    asked = fake.requests.length;
    const id = String(FIRST_RUN + runs++);
    const result = await run({
      eventName,
      event,
      inputs,
      env: { GITHUB_RUN_ID: id, ...env },
      token,
      api: fake,
      ...more,
    });
    expect(result.stderr).toBe('');
    return result;
  };
  const make: Stage['payload'] = (name, action, about = {}) => payload(world, name, action, about);
  const marked = (item: number): readonly Comment[] => world.comments(item).filter(({ body }) => hasMarker(body));
  const comment = (item: number): Comment => {
    const [only, ...more] = marked(item);
    if (only === undefined || more.length > 0) throw new Error(`#${item} has ${more.length} record comments too many`);
    return only;
  };
  return {
    world,
    fake,
    deliver,
    payload: make,
    event: (name, action, about, step) => deliver(name, make(name, action, about), step),
    step: (inputs, step) => deliver('workflow_dispatch', make('workflow_dispatch', null), { ...step, inputs }),
    sweep: (step = {}) =>
      deliver('schedule', make('schedule', null), { ...step, inputs: { ...step.inputs, command: 'sweep' } }),
    comment,
    record: (item) => recordIn(comment(item)),
    marked,
    requests: () => fake.requests.slice(asked).map(nameOf),
    version: world.hub.version,
  };
}

/** The record in a comment that must hold one. */
export function recordIn({ body }: Pick<Comment, 'body'>): LoopRecord {
  const decoded = decodeComment(body);
  if (decoded.kind !== 'record') throw new Error('the comment holds no record');
  return decoded.record;
}

function nameOf({ method, path, operation }: Logged): string {
  return operation === null ? `${method} ${path.replace(/^\/repos\/[^/]+\/[^/]+/, '')}` : `GraphQL ${operation}`;
}
