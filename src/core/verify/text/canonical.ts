import { type Finding, fail } from '../findings/index.ts';

/** The hidden line of a comment, as far as it could be taken out. */
export type LineEvidence =
  /** There is none, or it is no JSON. */
  | { readonly kind: 'unreadable'; readonly reason: string }
  /** It is JSON, and holds what no record can hold. */
  | { readonly kind: 'without_spelling'; readonly reason: string }
  /** With the one spelling that its value has. */
  | { readonly kind: 'read'; readonly line: string; readonly canonical: string };

/** Only one spelling is read: every other could mean one thing to us and another to the next reader. */
export function checkCanonical(evidence: LineEvidence): readonly Finding[] {
  switch (evidence.kind) {
    case 'unreadable':
      return [fail('malformed', null, evidence.reason)];
    case 'without_spelling':
      return [fail('not_canonical', null, `The hidden line has no canonical form: ${evidence.reason}`)];
    case 'read':
      if (evidence.line === evidence.canonical) return [];
      return [fail('not_canonical', null, 'The hidden line is not in canonical form, so somebody else wrote it.')];
  }
}
