import { fileURLToPath } from 'node:url';
import type { About } from '../test/support/github/events/subject.ts';
import { payload } from '../test/support/github/events.ts';
import { type RunningFake, startFakeGitHub } from '../test/support/github/start.ts';
import { createWorld, type World } from '../test/support/github/world/world.ts';
import { runStep } from '../test/support/run-step.ts';
import { bad, good, printStep } from './print.ts';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** A small GitHub on loopback, and the committed bundle started on it as the runner starts it. */
export class Stage {
  readonly world: World;
  readonly #fake: RunningFake;

  private constructor(world: World, fake: RunningFake) {
    this.world = world;
    this.#fake = fake;
  }

  static async open(): Promise<Stage> {
    const world = createWorld({ repo: 'acme/widgets', start: '2026-11-22T08:00:00Z' });
    return new Stage(world, await startFakeGitHub({ world }));
  }

  /** Something happens, GitHub sends its event, the workflow runs one step. */
  async tell(what: string, event: string, action: string | null, about: About): Promise<void> {
    const before = this.#fake.requests.length;
    const step = await runStep(MAIN, {
      eventName: event,
      event: payload(this.world, event, action, about),
      api: this.#fake,
    });
    const { outcome, 'previous-state': from, state, error } = step.outputs;
    const path = from === state ? state : `${from || '·'} → ${state}`;
    const job = step.exitCode === 0 ? good('job green') : bad('job red');
    const count = this.#fake.requests.length - before;
    const requests = count === 1 ? '1 request' : `${count} requests`;
    const said = error ? `\n      ${bad(error.replaceAll('\n', '\n      '))}` : '';
    printStep(
      `${what} (${event}${action === null ? '' : `.${action}`})`,
      `${outcome}: ${path} · ${job} · ${requests}${said}`,
    );
    this.world.advance(600);
  }

  close(): Promise<void> {
    return this.#fake.close();
  }
}
