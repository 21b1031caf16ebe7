import type { MissingNeed } from '../../model.ts';
import { type About, code, ended } from '../basics/index.ts';
import { needActions } from '../needs/index.ts';

/** Why a person cannot force a state: no way leads there, or it takes what nobody can stand in for. */
export function refusedOverride(from: string, to: string, needs: readonly MissingNeed[], about: About): string {
  const actions = needActions(needs, about);
  const first = `${code(to)} cannot be forced from ${code(from)}`;
  if (actions === '') return `${first}: the lifecycle has no way there.`;
  return `${first}, since nobody can stand in for what it takes. ${ended(`To do first: ${actions}`)}`;
}
