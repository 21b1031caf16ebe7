import { type HookAccess, NO_HOOK_ACCESS } from '../../../src/compose/github/request.ts';
import type { HookContext } from '../../../src/compose/hooks/hook-context.ts';

/** A run that was given these secrets, and in which no wait takes any time. */
export function contextOf(access: Partial<HookAccess>): HookContext {
  const endpoints = { rest: '', graphql: '', server: '' };
  const connection = { token: '', endpoints, owner: 'acme', repo: 'widgets', configPath: '', log() {}, debug() {} };
  return {
    request: { ...connection, hooks: { ...NO_HOOK_ACCESS, ...access } },
    timer: { elapsed: () => 0, sleep: async () => {} },
    sendDispatch: async () => {},
  };
}
