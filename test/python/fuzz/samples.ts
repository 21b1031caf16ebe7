import { readIndex, type Sample, sampleOf } from '../vectors.ts';
import { ownEntries } from './forge.ts';
import { isObject, type JsonObject, objectsAt } from './json.ts';
import { opened } from './spelling.ts';

/** All vectors, good and bad, and the entries that the good ones hold. */
export interface Samples {
  readonly all: readonly Sample[];
  /** Those that get as far as their entries being looked at. */
  readonly readable: readonly Sample[];
  readonly donors: readonly JsonObject[];
}

export function readSamples(): Samples {
  const vectors = readIndex();
  const readable = vectors.filter(({ codes }) => !codes.includes('malformed') && !codes.includes('not_canonical'));
  const all = vectors.map(sampleOf);
  return {
    all,
    readable: readable.map(sampleOf),
    donors: all.filter(({ file }) => file.startsWith('good/')).flatMap(entriesIn),
  };
}

function entriesIn({ body, segments }: Sample): readonly JsonObject[] {
  return [body, ...segments].flatMap((bytes) => {
    const value = opened(bytes.toString('utf8'))?.value;
    return isObject(value) ? [...ownEntries(value), ...objectsAt(value, 'entries')] : [];
  });
}
