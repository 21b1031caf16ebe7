import { chainVectors } from './bad-chain.ts';
import { bindingVectors, foldVectors, redactionVectors, stepVectors } from './bad-content.ts';
import { malformedVectors, spellingVectors } from './bad-spelling.ts';
import { segmentVectors } from './sealed.ts';
import type { Vector } from './vector.ts';

/** Records that do not hold, or of which it cannot be told. */
export function badVectors(): readonly Vector[] {
  return [
    ...malformedVectors(),
    ...spellingVectors(),
    ...bindingVectors(),
    ...chainVectors(),
    ...redactionVectors(),
    ...stepVectors(),
    ...foldVectors(),
    ...segmentVectors(),
  ];
}
