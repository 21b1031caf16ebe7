/** Set in the project `properties`; `npm test` tries each property less often. */
const OFTEN = process.env['PROPERTY_RUNS'];

/** How often a property is tried: 50 times, or as often as a longer run wants. */
export const RUNS = { numRuns: Number(OFTEN ?? 50) };

/** The same for one of which each try takes long: a fifth in `npm test`. */
export function slowRuns(often: number): { readonly numRuns: number } {
  return { numRuns: OFTEN === undefined ? Math.ceil(often / 5) : often };
}
