/** How often a property is tried: 100 times, or as often as a longer run wants. */
export const RUNS = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 100) };
