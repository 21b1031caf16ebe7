import { Hole } from '../../codec/github/index.ts';
import { type ErrorCode, LoopForgeError } from '../../core/model.ts';
import type { ErrorScope } from './error-scope.ts';

/** Trouble with what all items share: the settings, the inputs, the token, GitHub's limits, the run itself. */
const ALL: readonly ErrorCode[] = ['config_invalid', 'input_invalid', 'token_missing', 'rate_limited', 'cancelled'];

/** Mostly everybody's, and yet GitHub can fail over a single item, and one conversation can be locked. */
const PERHAPS: readonly ErrorCode[] = ['github_unreachable', 'permission_missing'];

/** How far an error reaches that one item of a repository met. */
export function strikesAll(error: unknown): ErrorScope {
  if (error instanceof Hole && error.mayPass) return 'one';
  if (!(error instanceof LoopForgeError)) return 'one';
  if (error.everywhere || ALL.includes(error.code)) return 'all';
  return PERHAPS.includes(error.code) ? 'all_if_again' : 'one';
}
