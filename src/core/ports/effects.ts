import type { LoopRecord } from '../record/index.ts';
import type { Hash, Sha } from '../values/index.ts';
import type { MirrorSettings } from './mirror.ts';

/** What a commit status says. */
export interface StatusWord {
  readonly state: 'success' | 'failure' | 'pending';
  readonly description: string;
}

/** A commit status, as LoopForge sets its own. */
export interface CommitStatus extends StatusWord {
  readonly sha: Sha;
  readonly context: string;
  readonly targetUrl: string | null;
}

/** A status that is to be set on the head of an item's pull request, or on the commit that the merge queue tests for it. */
export interface HeadStatus extends Omit<CommitStatus, 'targetUrl'> {
  readonly pull: number;
  /** The other items that the pull request closes: of all that they say the worst counts. */
  readonly others: readonly number[];
  /** What stands there already. */
  readonly shown: StatusWord['state'] | null;
  /** It is to be set even if the same stands there: the record has gone on, and a status bears witness to it. */
  readonly anew: boolean;
}

/** A commit that the merge queue made to test a pull request with what is merged before it. */
export interface QueuedCommit {
  readonly pull: number;
  readonly sha: Sha;
}

export interface StateLabel {
  /** Such as `loopforge:`. */
  readonly prefix: string;
  readonly state: string;
  /** The labels that the item has now. */
  readonly current: readonly string[];
}

/** A record that is to be copied. */
export interface CopyToMirror extends MirrorSettings {
  /** As it stands in its comment, its sealed parts in theirs. */
  readonly record: LoopRecord;
  /** Nothing may have been written: copies are looked at, and one that claims to be newer is not believed. */
  readonly isCheck: boolean;
}

/** Each kind of thing that is shown outside the record, where it is asked for, with all that showing it takes. */
interface EffectData {
  readonly label: { readonly label: StateLabel };
  /** Where its address leads is known once the record is stored. */
  readonly status: { readonly status: HeadStatus };
  /** What was written is known once it is: the run adds this one to those of the plan. */
  readonly mirror: { readonly mirror: CopyToMirror };
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

/**
 * How each kind is carried out. The text says what was shown, null that it was shown already; what they throw becomes the
 * effect's own failure.
 */
export type EffectRunners = {
  readonly [Kind in EffectKind]: (effect: Effect<Kind>, subject: EffectSubject) => Promise<string | null>;
};

/** Those that GitHub shows. */
export type GitHubEffectRunners = {
  readonly [Kind in 'label' | 'status']: (effect: Effect<Kind>, subject: EffectSubject) => Promise<string>;
};
