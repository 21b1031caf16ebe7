import type { MissingNeed } from '../../model.ts';
import { type About, ended } from '../basics/index.ts';
import { needActions } from '../needs/index.ts';

/** What a status says of an item that is in order. */
export function statusOf(state: string): string {
  return `State: ${state}`;
}

/** What a merge waits for, for little room. */
export function waitingFor(needs: readonly MissingNeed[], about: About): string {
  const actions = needActions(needs, about);
  return actions === '' ? 'No merge is possible from here' : ended(`Next: ${actions}`);
}
