import { AsyncLocalStorage } from 'node:async_hooks';
import { vi } from 'vitest';

/** What a simulated process has of its own. */
interface Machine {
  /** How far its clock on the wall is off, in milliseconds. */
  readonly clockOff: number;
}

interface Alarm {
  readonly at: number;
  readonly order: number;
  readonly ring: () => void;
}

/** Time that passes as fast as the work in it is done: a wait of 90 seconds costs nothing. */
export interface VirtualTime {
  /** Milliseconds since the simulation began. */
  now(): number;
  sleep(ms: number): Promise<void>;
  /** Does something later; returns how to take it back. */
  after(ms: number, action: () => void): () => void;
  /** Runs something as a process with a clock of its own. */
  on<T>(machine: Machine, work: () => T): T;
  /** Lets time pass until the work is done. Throws when everybody waits and nothing is going to happen. */
  run<T>(work: Promise<T>): Promise<T>;
  /** Gives the real clocks and timers back. */
  end(): void;
}

/**
 * Puts simulated clocks and timers in place of the real ones, for everything in this thread: `setTimeout`, `Date`,
 * `performance` and the time-outs of abort signals.
 * @param start what a clock that is right shows at the beginning
 */
export function beginVirtualTime(start: string): VirtualTime {
  const machines = new AsyncLocalStorage<Machine>();
  const turn = turner();
  const alarms = new Map<number, Alarm>();
  let now = 0;
  let order = 0;
  const after = (ms: number, action: () => void): (() => void) => {
    order += 1;
    const mine = order;
    alarms.set(mine, { at: now + Math.max(0, ms), order: mine, ring: AsyncLocalStorage.bind(action) });
    return () => void alarms.delete(mine);
  };
  const wall = () => Date.parse(start) + now + (machines.getStore()?.clockOff ?? 0);
  stubGlobals(after, wall, () => now);
  const restoreSignals = replaceSignalTimeouts(after);
  return {
    now: () => now,
    after,
    sleep: (ms) => new Promise((resolve) => void after(ms, resolve)),
    on: (machine, work) => machines.run(machine, work),
    async run(work) {
      let isOver = false;
      const watched = work.finally(() => {
        isOver = true;
      });
      watched.catch(() => {});
      for (;;) {
        await turn();
        if (isOver) return watched;
        const next = earliest(alarms);
        if (next === null) throw new Error('everybody waits, and nothing is going to happen any more');
        alarms.delete(next.order);
        now = Math.max(now, next.at);
        next.ring();
      }
    },
    end() {
      alarms.clear();
      vi.unstubAllGlobals();
      restoreSignals();
    },
  };
}

/** One turn of the real event loop: every promise that can settle without waiting has settled then. */
function turner(): () => Promise<void> {
  const real = setImmediate;
  return () => new Promise((resolve) => void real(resolve));
}

function earliest(alarms: ReadonlyMap<number, Alarm>): Alarm | null {
  let first: Alarm | null = null;
  for (const alarm of alarms.values()) if (first === null || alarm.at < first.at) first = alarm;
  return first;
}

type After = (ms: number, action: () => void) => () => void;

function stubGlobals(after: After, wall: () => number, now: () => number): void {
  const RealDate = Date;
  class SimulatedDate extends RealDate {
    constructor(...parts: readonly [] | readonly [string | number | Date]) {
      super(parts.length === 0 ? wall() : parts[0]);
    }

    static override now(): number {
      return wall();
    }
  }
  vi.stubGlobal('Date', SimulatedDate);
  vi.stubGlobal('performance', { now });
  vi.stubGlobal('setTimeout', (action: (...rest: readonly unknown[]) => void, ms = 0, ...rest: readonly unknown[]) =>
    handleOf(after(ms, () => action(...rest))),
  );
  vi.stubGlobal('setInterval', () => handleOf(() => {}));
  const clear = (handle: unknown): void => (isHandle(handle) ? handle.cancel() : undefined);
  vi.stubGlobal('clearTimeout', clear);
  vi.stubGlobal('clearInterval', clear);
}

/** A spy of the test runner would remember every signal that it made, and all that hangs on it, over thousands of seeds. */
function replaceSignalTimeouts(after: After): () => void {
  const real = AbortSignal.timeout;
  AbortSignal.timeout = (ms) => {
    const controller = new AbortController();
    after(ms, () => controller.abort());
    return controller.signal;
  };
  return () => {
    AbortSignal.timeout = real;
  };
}

interface Handle {
  readonly cancel: () => void;
  readonly ref: () => Handle;
  readonly unref: () => Handle;
}

function handleOf(cancel: () => void): Handle {
  const handle: Handle = { cancel, ref: () => handle, unref: () => handle };
  return handle;
}

function isHandle(value: unknown): value is Handle {
  return typeof value === 'object' && value !== null && 'cancel' in value;
}
