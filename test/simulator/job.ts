// Loaded late by the code itself: here at once, since loading takes real time, in which the simulated one runs away.
import '../../src/adapters/github/comments/dispatch.ts';
import '../../src/adapters/github/questions/ask.ts';
import '../../src/adapters/github/evidence/beginnings.ts';
import '../../src/adapters/github/client/bulk.ts';
import '../../src/adapters/github/evidence/evidence.ts';
import '../../src/adapters/github/questions/permissions.ts';
import '../../src/adapters/github/items/sweep.ts';
import '../../src/adapters/hook/dispatch.ts';
import '../../src/compose/hooks/open-hooks.ts';
import '../../src/compose/hooks/open-webhooks.ts';
import '../../src/core/record/append/outbox.ts';
import '../../src/usecase/deliver/deliver-news.ts';
import '../../src/usecase/item-state/recovery-notes.ts';
import '../../src/usecase/many/unlinked-pull.ts';
import '../../src/usecase/many/sweep.ts';
import '../../src/usecase/find-record/overwritten.ts';
import '../../src/usecase/write/seal.ts';
import '../../src/usecase/write/failed-round-error.ts';
import '../../src/usecase/find-record/refuse-foreign.ts';
import type { Fetch } from '../../src/adapters/github/client/transport.ts';
import { createGitHub, type GitHub } from '../../src/adapters/github/github.ts';
import type { HookClient } from '../../src/adapters/hook/http/client.ts';
import { systemTimer } from '../../src/adapters/system/timer.ts';
import { readEvent } from '../../src/codec/event/event.ts';
import { freeLocksOver } from '../../src/compose/action/free-locks.ts';
import { createLockJournal } from '../../src/compose/action/lock-journal.ts';
import { runCommandOver } from '../../src/compose/action/run-command.ts';
import { CancelSwitch } from '../../src/compose/github/cancellation.ts';
import {
  type ActionRequest,
  type Command,
  type Connection,
  type HookAccess,
  NO_HOOK_ACCESS,
} from '../../src/compose/github/request.ts';
import type { SettingsPatch } from '../../src/core/values/settings.ts';
import { type RunReport, reportOf } from '../support/run-report.ts';
import type { Dice } from './dice.ts';
import type { Line } from './line.ts';
import { type Receivers, SIGNING_SECRET } from './receivers.ts';
import type { Sent } from './traffic.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What becomes of a process: `at` counts its requests. */
export type Fate =
  | { readonly kind: 'lives' }
  | { readonly kind: 'killed'; readonly at: number; readonly post: boolean }
  /** The job is cancelled some time after its request `at` was sent. */
  | { readonly kind: 'cancelled'; readonly at: number; readonly delay: number };

export interface JobPlan {
  readonly id: number;
  readonly sent: Sent;
  /** In place of what the event asks for. */
  readonly command: Command | null;
  readonly settings: SettingsPatch;
  readonly token: string;
  readonly clockOff: number;
  /** Until it starts. */
  readonly delay: number;
  readonly fate: Fate;
  readonly dice: Dice;
}

/** How a job ended; null: it was killed, or left without a word. */
export interface JobEnding {
  readonly plan: JobPlan;
  readonly report: RunReport | null;
  readonly log: readonly string[];
}

/** Changes what the adapter answers, to see what the rest makes of it. */
export type Tamper = (github: GitHub) => GitHub;

export interface House {
  readonly time: VirtualTime;
  readonly line: Line;
  readonly tamper: Tamper;
  /** Who is sent webhooks; null: nobody. */
  readonly receivers?: Receivers | null;
}

/** The runner kills a cancelled step this long after it asked it to stop. */
const KILLED_AFTER_MS = 10_000;
/** When `post` begins. */
const POST_AFTER_MS = 1_500;

/** Runs one step and its `post` step, as the runner does, in a simulated process. Never rejects for what GitHub does. */
export async function runJob(house: House, plan: JobPlan): Promise<JobEnding> {
  const { time } = house;
  return time.on({ clockOff: plan.clockOff }, async () => {
    const step = new Step(house, plan);
    const report = await step.run();
    if (plan.fate.kind === 'killed' && report === null && !plan.fate.post) return { plan, report, log: step.log };
    await time.sleep(POST_AFTER_MS);
    await step.post();
    return { plan, report, log: step.log };
  });
}

class Step {
  readonly log: string[] = [];
  readonly #house: House;
  readonly #plan: JobPlan;
  readonly #cancellation = new CancelSwitch();
  readonly #gone = Promise.withResolvers<null>();
  #isGone = false;
  #requests = 0;
  #state = '';
  readonly #journal = createLockJournal((state) => {
    if (!this.#isGone) this.#state = state;
  });

  constructor(house: House, plan: JobPlan) {
    this.#house = house;
    this.#plan = plan;
  }

  async run(): Promise<RunReport | null> {
    const request = this.#request();
    if (request === null) return null;
    const timer = { ...systemTimer(this.#cancellation), elapsed: () => this.#house.time.now() };
    const github = this.#house.tamper(this.#connect(request, timer.sleep, this.#mortalFetch));
    const work = reportOf(runCommandOver(request, { github, timer, random: this.#plan.dice.bytes }));
    return Promise.race([work, this.#gone.promise]);
  }

  async post(): Promise<void> {
    const timer = { ...systemTimer(new CancelSwitch()), elapsed: () => this.#house.time.now() };
    const locks = this.#house.tamper(this.#connect(this.#connection(), timer.sleep, this.#house.line.fetch));
    await freeLocksOver(this.#state, { locks, timer, log: this.#tell });
  }

  readonly #tell = (line: string): void => void this.log.push(`${this.#house.time.now()} ${line}`);

  #connect(
    { token, endpoints, owner, repo, configPath }: Connection,
    sleep: (ms: number) => Promise<void>,
    fetch: Fetch,
  ) {
    const patience = { sleep, tell: this.#tell };
    const urls = { apiUrl: endpoints.rest, graphqlUrl: endpoints.graphql };
    return createGitHub({ token, ...urls, owner, repo, configPath, fetch, patience, log: this.#tell });
  }

  #connection(): Connection {
    return {
      token: this.#plan.token,
      endpoints: {
        rest: 'https://api.github.com',
        graphql: 'https://api.github.com/graphql',
        server: 'https://github.com',
      },
      owner: 'acme',
      repo: 'widgets',
      configPath: '.github/loopforge.yml',
      log: this.#tell,
      debug: this.#tell,
    };
  }

  /** Null: the event is none that anything follows from. */
  #request(): ActionRequest | null {
    const { id, sent, settings } = this.#plan;
    const { event, targets, fork, ignored } = readEvent(sent.name, sent.payload);
    const command =
      this.#plan.command ?? (ignored === null ? { kind: 'track' as const, targets, named: false, fork } : null);
    if (command === null) return null;
    const run = { id: String(id), attempt: 1, url: `https://github.com/acme/widgets/actions/runs/${id}/attempts/1` };
    return {
      ...this.#connection(),
      command,
      event,
      context: {
        run,
        actor: 'octocat',
        ref: 'refs/heads/main',
        sha: '0'.repeat(40),
        repository: 'acme/widgets',
        workflowPath: '.github/workflows/loopforge.yml',
        workflowRef: 'refs/heads/main',
        job: 'loopforge',
      },
      settings,
      configNamed: false,
      dryRun: false,
      mirror: { url: '', region: '', hasCredentials: false },
      hooks: this.#hooks(),
      cancellation: this.#cancellation,
      journal: this.#journal,
    };
  }

  #hooks(): HookAccess {
    const { receivers } = this.#house;
    if (receivers == null) return NO_HOOK_ACCESS;
    const post: HookClient['post'] = (...asked) =>
      this.#mortal(
        () => receivers.client.post(...asked),
        () => void receivers.client.post(...asked).catch(() => {}),
      );
    return {
      ...NO_HOOK_ACCESS,
      webhookUrls: receivers.urls,
      webhookSecrets: [SIGNING_SECRET],
      clientFor: () => ({ post }),
    };
  }

  readonly #mortalFetch: Fetch = (url, init) => {
    const { line } = this.#house;
    return this.#mortal(
      () => line.fetch(url, init),
      () => line.leave(url, init),
    );
  };

  /** Sends a request as a process does that may end with it; then it may still go out, though nobody waits for it. */
  async #mortal<T>(send: () => Promise<T>, leave: () => void): Promise<T> {
    const { fate, dice } = this.#plan;
    if (this.#isGone) return never();
    this.#requests += 1;
    if (fate.kind === 'killed' && this.#requests >= fate.at) {
      if (dice.chance(0.6)) leave();
      this.#die();
      return never();
    }
    if (fate.kind === 'cancelled' && this.#requests === fate.at)
      this.#house.time.after(fate.delay, () => this.#cancel());
    return send();
  }

  /** As `cancelOnSignals` does it. */
  #cancel(): void {
    if (this.#journal.isEmpty()) this.#die();
    this.#cancellation.request();
    this.#house.time.after(KILLED_AFTER_MS, () => this.#die());
  }

  #die(): void {
    this.#isGone = true;
    this.#gone.resolve(null);
  }
}

function never(): Promise<never> {
  return new Promise(() => {});
}
