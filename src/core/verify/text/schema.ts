import { type Finding, fail } from '../findings/index.ts';

/** What reading a value as a record came to. */
export interface ValueEvidence {
  /** Null: it is a record. `not_canonical`: two readers may see two records in it. */
  readonly problem: { readonly code: 'malformed' | 'not_canonical'; readonly reason: string } | null;
}

/** Every key of a record is there, with a value of its kind, and none beside them. */
export function checkSchema({ problem }: ValueEvidence): readonly Finding[] {
  return problem === null ? [] : [fail(problem.code, null, problem.reason)];
}
