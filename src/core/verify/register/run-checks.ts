import type { Gathered, GatheredEvidence } from './gathered.ts';
import type { CheckEvidence, CheckName, RegisteredCheck } from './register.ts';
import { type Check, couldNot, notAsked, ran } from './verification.ts';

/** Runs the checks of a register, in its order, as far as their evidence was gathered; the others are left out. */
export function runChecks(
  checks: readonly RegisteredCheck<keyof CheckEvidence, CheckName>[],
  gathered: GatheredEvidence,
): readonly Check[] {
  return checks.flatMap((check) => runCheck(check, gathered));
}

function runCheck<Kind extends keyof CheckEvidence>(
  { name, needs, run }: RegisteredCheck<Kind, CheckName>,
  gathered: GatheredEvidence,
): readonly Check[] {
  const evidence: Gathered<CheckEvidence[Kind]> | undefined = gathered[needs];
  return evidence === undefined ? [] : [resultOf(name, evidence, run)];
}

function resultOf<Piece>(name: CheckName, evidence: Gathered<Piece>, run: (piece: Piece) => Check['findings']): Check {
  switch (evidence.kind) {
    case 'there':
      return ran(name, run(evidence.piece));
    case 'in_part':
      return { ...notAsked(name, evidence.why), findings: run(evidence.piece) };
    case 'not_had':
      return { ...couldNot(name, evidence.why), findings: evidence.findings };
    case 'not_asked':
      return notAsked(name, evidence.why);
  }
}
