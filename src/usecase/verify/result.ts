import type { Actor, RunSettings } from '../../core/model.ts';
import type { Finding, Verification } from '../../core/verify/index.ts';

/** What verifying one item came to. */
export type VerifyResult =
  | {
      readonly kind: 'verified';
      readonly verification: Verification;
      readonly settings: Pick<RunSettings, 'onInconclusive'>;
    }
  /** A record comment was deleted: no later look can prove it, so the run that saw it happen says so. */
  | {
      readonly kind: 'deleted';
      readonly verification: Verification;
      readonly url: string;
      readonly actor: Actor | null;
    }
  /** Nothing to verify, and what there is to see of that. `number` null: in the whole repository. */
  | { readonly kind: 'no_record'; readonly number: number | null; readonly notices: readonly Finding[] }
  /** It could not be looked at. `number` null: the trouble is not one item's. */
  | { readonly kind: 'unverified'; readonly number: number | null; readonly error: unknown };
