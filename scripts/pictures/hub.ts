import { hasMarker } from '../../src/codec/record/comment.ts';
import { ITEM } from '../../test/stories/acts.ts';
import type { About } from '../../test/support/github/events/subject.ts';
import { payload } from '../../test/support/github/events.ts';
import { type RunningFake, startFakeGitHub } from '../../test/support/github/start.ts';
import type { ProtectionInput } from '../../test/support/github/world/repo-ops.ts';
import { createWorld, type World } from '../../test/support/github/world/world.ts';
import { runStepHere } from '../../test/support/run-step-here.ts';
import type { StepResult } from '../../test/support/step.ts';

const CONFIG = '.github/loopforge.yml';
const TEN_MINUTES = 10 * 60;
const FIRST_RUN = 9001;

export interface HubOptions {
  readonly protection?: ProtectionInput;
  /** Text of `.github/loopforge.yml`. */
  readonly settings?: string;
}

/** A GitHub with one repository, in which things happen, and LoopForge that runs for each of its events. */
export class Hub {
  readonly world: World;
  readonly #fake: RunningFake;
  #runs = 0;

  private constructor(world: World, fake: RunningFake) {
    this.world = world;
    this.#fake = fake;
  }

  /** Opens a repository, lets the story happen in it, and closes it, whatever happens. */
  static async during<T>(options: HubOptions, story: (hub: Hub) => Promise<T>): Promise<T> {
    const world = createWorld({ start: '2026-11-23T08:00:00Z' });
    world.addUser('maintainer', { role: 'admin' });
    if (options.settings !== undefined) world.putFile(CONFIG, options.settings);
    if (options.protection !== undefined) world.setProtection(options.protection);
    const fake = await startFakeGitHub({ world });
    try {
      const told = await story(new Hub(world, fake));
      fake.assertClean();
      return told;
    } finally {
      await fake.close();
    }
  }

  /** Ten minutes later GitHub delivers an event: one run of the action. */
  tell(event: string, action: string | null, about: About): Promise<StepResult> {
    return this.#run(event, action, about, {});
  }

  /** A step of somebody's workflow that names its command in the inputs. */
  step(inputs: { readonly [name: string]: string }, sender: string): Promise<StepResult> {
    return this.#run('workflow_dispatch', null, { sender }, inputs);
  }

  /** As people know it. */
  item(number = ITEM): { readonly title: string } {
    const found = this.world.state().items.get(number);
    if (found === undefined) throw new Error(`there is no #${number}`);
    return found;
  }

  /** What the record comment of the item holds. */
  comment(item = ITEM): string {
    const comment = this.world.comments(item).find(({ body }) => hasMarker(body));
    if (comment === undefined) throw new Error(`#${item} has no record comment`);
    return comment.body;
  }

  async #run(
    eventName: string,
    action: string | null,
    about: About,
    inputs: { readonly [name: string]: string },
  ): Promise<StepResult> {
    this.world.advance(TEN_MINUTES);
    return runStepHere({
      eventName,
      event: payload(this.world, eventName, action, about),
      inputs,
      env: { GITHUB_RUN_ID: String(FIRST_RUN + this.#runs++), ...actor(about.sender) },
      api: this.#fake,
    });
  }
}

function actor(login: string | undefined): { readonly [name: string]: string } {
  return login === undefined ? {} : { GITHUB_ACTOR: login };
}
