import type { Actor } from '../core/actor.ts';
import type { Verification } from '../core/verify/types.ts';

/** What verifying one item came to. */
export type VerifyResult =
  | { readonly kind: 'verified'; readonly verification: Verification }
  /** A record comment was deleted: no later look can prove it, so the run that saw it happen says so. */
  | {
      readonly kind: 'deleted';
      readonly verification: Verification;
      readonly url: string;
      readonly actor: Actor | null;
    }
  /** Nothing to verify. `number` null: in the whole repository. */
  | { readonly kind: 'no_record'; readonly number: number | null }
  /** It could not be looked at. `number` null: the trouble is not one item's. */
  | { readonly kind: 'unverified'; readonly number: number | null; readonly error: unknown };
