import type { Terminal } from './terminal.ts';

/** How far a command has come, told to whoever looks on. */
export interface Progress {
  /** One more is begun. */
  step(what: string): void;
  /** Takes the line away. Must be called before anything else is printed to the terminal, and at the end. */
  clear(): void;
}

/** Milliseconds before anything is said, between two lines of a terminal, and between two of a log. */
const PATIENCE_MS = 1_000;
const REDRAWN_MS = 50;
const LOGGED_MS = 10_000;
const WIDTH = 24;

/**
 * A bar on standard error, for anything that takes longer than a second; where nobody looks on there is none.
 * @param total how many there are; null: that is not known
 * @param now milliseconds that pass
 */
export function progressOn(terminal: Terminal, total: number | null, now = (): number => performance.now()): Progress {
  if (!terminal.isWatched) return { step: () => {}, clear: () => {} };
  let shown = false;
  return {
    step: paced(REDRAWN_MS, now, (done, what) => {
      shown = true;
      terminal.show(lineOf(done, total, what));
    }),
    clear: () => {
      if (shown) terminal.show('');
      shown = false;
    },
  };
}

/** The same for what may take hours in a job: where nobody looks on, a line of its own after a second, then every ten. */
export function loggedProgressOn(
  terminal: Terminal,
  total: number | null,
  now = (): number => performance.now(),
): Progress {
  if (terminal.isWatched) return progressOn(terminal, total, now);
  return { step: paced(LOGGED_MS, now, (done, what) => terminal.tell(lineOf(done, total, what))), clear: () => {} };
}

/** How many a second there were of so many since then, in milliseconds that pass. */
export function rateSince(began: number): (count: number) => number {
  return (count) => Math.round((count * 1_000) / Math.max(performance.now() - began, 1));
}

/** Counts the steps, and tells of one when it is time. */
function paced(everyMs: number, now: () => number, tell: (done: number, what: string) => void): Progress['step'] {
  let next = now() + PATIENCE_MS;
  let done = -1;
  return (what) => {
    done++;
    if (now() < next) return;
    next = now() + everyMs;
    tell(done, what);
  };
}

function lineOf(done: number, total: number | null, what: string): string {
  if (total === null) return `${done} ${what}`;
  const filled = Math.round((WIDTH * Math.min(done, total)) / Math.max(total, 1));
  return `[${'='.repeat(filled)}${' '.repeat(WIDTH - filled)}] ${done}/${total} ${what}`;
}
