import { chainVectors } from './bad-chain.ts';
import { bindingVectors, foldVectors } from './bad-fold.ts';
import { redactionVectors } from './bad-redaction.ts';
import { malformedVectors, spellingVectors } from './bad-spelling.ts';
import { stepVectors } from './bad-steps.ts';
import { wasVectors } from './bad-was.ts';
import { reviewedVectors } from './reviewed.ts';
import { segmentVectors } from './sealed.ts';
import type { Vector } from './vector.ts';
import { badViewVectors } from './views.ts';
import { growthVectors } from './words.ts';

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
    ...wasVectors(),
    ...growthVectors(),
    ...segmentVectors(),
    ...badViewVectors(),
    ...reviewedVectors(),
  ];
}
