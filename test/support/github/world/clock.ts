/** As GitHub writes a time: UTC, to the second. */
export type Instant = `${number}-${number}-${number}T${number}:${number}:${number}Z`;

/** The world's own clock. It stands still until told otherwise, unless it runs along with a source of milliseconds. */
export interface WorldClock {
  now(): Instant;
  milliseconds(): number;
  at(iso: string): void;
  advance(seconds: number): void;
  /** From now on time passes as `source` (milliseconds) does; null: it stands still again. */
  follow(source: (() => number) | null): void;
}

export function createClock(start: string): WorldClock {
  let base = parse(start);
  let source: (() => number) | null = null;
  let sourceStart = 0;
  const milliseconds = () => base + (source === null ? 0 : source() - sourceStart);
  const set = (value: number) => {
    base = value;
    sourceStart = source?.() ?? 0;
  };
  return {
    milliseconds,
    now: () => iso(milliseconds()),
    at: (time) => set(parse(time)),
    advance: (seconds) => set(milliseconds() + seconds * 1000),
    follow(next) {
      const current = milliseconds();
      source = next;
      set(current);
    },
  };
}

/** GitHub's times have no fractions. */
export function iso(milliseconds: number): Instant {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z` as Instant;
}

function parse(text: string): number {
  const value = Date.parse(text);
  if (Number.isNaN(value)) throw new Error(`not a time: ${text}`);
  return value;
}
