import type { Finding } from '../findings/index.ts';
import type { CheckEvidence } from './register.ts';

/** A piece of evidence, or why it is not there. */
export type Gathered<Piece> =
  | { readonly kind: 'there'; readonly piece: Piece }
  /** Some of it: what is there is looked at, and yet the check has not run. */
  | { readonly kind: 'in_part'; readonly piece: Piece; readonly why: string }
  /** It was asked for. */
  | { readonly kind: 'not_had'; readonly why: string; readonly findings: readonly Finding[] }
  | { readonly kind: 'not_asked'; readonly why: string };

/** What was gathered so far. A check of which nothing is known here does not run. */
export type GatheredEvidence = { readonly [Kind in keyof CheckEvidence]?: Gathered<CheckEvidence[Kind]> };

export function there<Piece>(piece: Piece): Gathered<Piece> {
  return { kind: 'there', piece };
}

export function notHad(why: string, findings: readonly Finding[] = []): Gathered<never> {
  return { kind: 'not_had', why, findings };
}

export function notAskedFor(why: string): Gathered<never> {
  return { kind: 'not_asked', why };
}
