/**
 * Does the same with each of many things, at most so many at a time.
 * @param work should not reject: a rejection ends the whole, with work still under way
 * @returns the results, in the order of the things
 */
export async function inPool<T, R>(things: readonly T[], size: number, work: (thing: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = things.entries();
  const worker = async (): Promise<void> => {
    for (const [place, thing] of queue) results[place] = await work(thing);
  };
  await Promise.all(Array.from({ length: Math.min(size, things.length) }, worker));
  return results;
}
