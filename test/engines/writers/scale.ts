/** Sixteen writers take as many together; fewer where the machine is slow. */
export const STEPS_EACH = Number(process.env['WRITER_STEPS'] ?? 1_600) / 16;

/** So many are killed. */
export const ALL_KILLS = Number(process.env['WRITER_KILLS'] ?? 50);

/** Of one test, on a machine that does other things too. */
export const LONG_MS = 300_000;
