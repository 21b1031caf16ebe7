import { describe, test } from 'vitest';

/** A server program that tests start for themselves, on loopback. */
export interface Engine {
  /** As people name it, such as `Postgres`. */
  readonly name: string;
  /** Null: it can be started here. Otherwise what is missing, and what brings it. */
  readonly missing: string | null;
}

/** Set where every engine has to be there, as in CI. */
const IS_REQUIRED = process.env['ENGINES'] === 'required';

/**
 * Tests that need engines. Where one is missing they are skipped, which is printed with the reason; with
 * `ENGINES=required` they fail.
 */
export function describeWith(engines: readonly Engine[], title: string, tests: () => void): void {
  const missing = engines.flatMap((engine) => (engine.missing === null ? [] : [`${engine.name}: ${engine.missing}`]));
  if (missing.length === 0) {
    describe(title, tests);
    return;
  }
  const why = missing.join('; ');
  if (IS_REQUIRED) {
    test(`${title}: what it needs is there`, () => {
      throw new Error(why);
    });
    return;
  }
  console.warn(`Skipped: ${title}. ${why}`);
  describe.skip(`${title} (${why})`, tests);
}
