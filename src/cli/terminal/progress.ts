import type { Terminal } from './terminal.ts';

/** How far a command has come, told to whoever looks on. */
export interface Progress {
  /** One more is begun. */
  step(what: string): void;
  /** Takes the line away. Must be called before anything else is printed to the terminal, and at the end. */
  clear(): void;
}

const PATIENCE_MS = 1_000;
const WIDTH = 24;

/**
 * A bar on standard error, for anything that takes longer than a second; where nobody looks on there is none.
 * @param total how many there are; null: that is not known
 * @param now milliseconds that pass
 */
export function progressOn(terminal: Terminal, total: number | null, now = (): number => performance.now()): Progress {
  if (!terminal.isWatched) return { step: () => {}, clear: () => {} };
  const began = now();
  let done = -1;
  let shown = false;
  return {
    step: (what) => {
      done++;
      if (now() - began < PATIENCE_MS) return;
      shown = true;
      terminal.show(lineOf(done, total, what));
    },
    clear: () => {
      if (shown) terminal.show('');
      shown = false;
    },
  };
}

function lineOf(done: number, total: number | null, what: string): string {
  if (total === null) return `${done} ${what}`;
  const filled = Math.round((WIDTH * Math.min(done, total)) / Math.max(total, 1));
  return `[${'='.repeat(filled)}${' '.repeat(WIDTH - filled)}] ${done}/${total} ${what}`;
}
