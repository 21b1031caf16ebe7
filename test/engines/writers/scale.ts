/**
 * Sixteen writers take as many steps together. What they cost grows with their square, for every step reads and writes the
 * whole record: `npm run test:writers` takes 1,600 steps and kills fifty writers of every store (of a folder and of DynamoDB a quarter), and `test:engines`, which
 * is to end within eight minutes, a tenth of it.
 */
export const STEPS_EACH = Number(process.env['WRITER_STEPS'] ?? 160) / 16;

/** So many are killed. */
export const ALL_KILLS = Number(process.env['WRITER_KILLS'] ?? 10);

/** Of one test, on a machine that does other things too. */
export const LONG_MS = 900_000;
