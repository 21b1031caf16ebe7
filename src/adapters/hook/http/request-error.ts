import { LoopForgeError } from '../../../core/model.ts';

/** A request that brought no answer. Its message names the host at most: all else in a hook's URL may be a secret. */
export class HookRequestError extends LoopForgeError {
  /** Nothing was sent, and the next try would come to the same. */
  readonly isFinal: boolean;

  constructor(message: string, { isFinal }: { readonly isFinal: boolean }) {
    super('hook_failed', message);
    this.isFinal = isFinal;
  }
}

/** What Node calls an error, such as ECONNREFUSED; nothing else of it is shown, for it may hold what was sent. */
export function nodeCode(error: unknown): string {
  const { code } = Object(error);
  return typeof code === 'string' && /^[A-Z][A-Z\d_]{1,60}$/.test(code) ? code : 'no further reason';
}
