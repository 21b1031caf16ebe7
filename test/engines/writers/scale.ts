/**
 * Sixteen writers take as many steps together. What they cost grows with their square, for every step reads and writes the
 * whole record: with `WRITER_STEPS=1600 WRITER_KILLS=50` it is twenty minutes for all engines, and in every build they are to
 * end within eight.
 */
export const STEPS_EACH = Number(process.env['WRITER_STEPS'] ?? 320) / 16;

/** So many are killed. */
export const ALL_KILLS = Number(process.env['WRITER_KILLS'] ?? 20);

/** Of one test, on a machine that does other things too. */
export const LONG_MS = 300_000;
