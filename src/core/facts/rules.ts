import { canonicalize, taggedHash } from '../encoding/index.ts';
import type { Hash, LawSettings } from '../values/index.ts';
import { type PullFacts, UNAVAILABLE } from './facts.ts';

/**
 * What checks and reviews of a pull request are judged by, as a fingerprint: the settings, the base branch and what it
 * requires. Null: it is not known, or there is nothing to judge.
 */
export function rulesFingerprint(pull: PullFacts | null, settings: LawSettings): Hash | null {
  if (pull === null || pull.requiredChecks === UNAVAILABLE) return null;
  const { ci, requiredChecks, ignoreChecks, requireCurrentApproval } = settings;
  const required = pull.requiredChecks.map(({ name, appId }) => canonicalize([name, appId])).sort();
  const judged = { ci, requiredChecks, ignoreChecks, requireCurrentApproval };
  return taggedHash('rules', canonicalize({ base: pull.base, required, settings: judged }));
}
