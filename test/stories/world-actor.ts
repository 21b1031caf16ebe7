import type { Actor } from '../../src/core/values/actor.ts';
import { findAccount } from '../support/github/world/hub.ts';
import type { HubState } from '../support/github/world/state.ts';

/** An account as the record names it; null for nobody. */
export function actorIn(hub: HubState, login: string | null): Actor | null {
  const found = login === null ? undefined : findAccount(hub, login);
  if (found === undefined) return null;
  return {
    id: `${found.databaseId}`,
    login: found.login,
    type: found.type === 'Organization' ? 'Unknown' : found.type,
  };
}
