import type { Hash, Sha } from '../values/index.ts';
/** A commit status, as LoopForge sets its own. */
export interface CommitStatus {
  readonly sha: Sha;
  readonly context: string;
  readonly state: 'success' | 'failure' | 'pending';
  readonly description: string;
  readonly targetUrl: string | null;
}

export interface StateLabel {
  /** Such as `loopforge:`. */
  readonly prefix: string;
  readonly state: string;
  /** The labels that the item has now. */
  readonly current: readonly string[];
}

/** Each kind of thing that is shown outside the record, where it is asked for, with all that showing it takes. */
interface EffectData {
  readonly label: { readonly label: StateLabel };
  /** Where its address leads is known once the record is stored. */
  readonly status: { readonly status: Omit<CommitStatus, 'targetUrl'> };
}

export type EffectKind = keyof EffectData;

/** Something to be shown outside the record, as data. */
export type Effect<Kind extends EffectKind = EffectKind> = {
  [K in Kind]: { readonly kind: K } & EffectData[K];
}[Kind];

/** The item that effects are about. */
export interface EffectSubject {
  readonly number: number;
  /** Address of the record comment, where there is one. */
  readonly commentUrl: string | null;
  /** The hash of the record's last entry, where there is one. */
  readonly headHash: Hash | null;
}

/** How each kind is carried out. The text says what was shown; what they throw becomes the effect's own failure. */
export type EffectRunners = {
  readonly [Kind in EffectKind]: (effect: Effect<Kind>, subject: EffectSubject) => Promise<string>;
};
