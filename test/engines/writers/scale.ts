/**
 * Sixteen writers take as many steps together. What they cost grows with their square, for every step reads and writes the
 * whole record: 1,600 take four times as long as these, and all engines together more than eight minutes.
 */
export const STEPS_EACH = Number(process.env['WRITER_STEPS'] ?? 800) / 16;

/** So many are killed. */
export const ALL_KILLS = Number(process.env['WRITER_KILLS'] ?? 50);

/** Of one test, on a machine that does other things too. */
export const LONG_MS = 300_000;
