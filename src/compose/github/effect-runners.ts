import type { GitHub } from '../../adapters/github/github.ts';
import { type EffectSubject, type GitHubEffectRunners, witnessUrl } from '../../core/model.ts';

/** How GitHub shows what a plan wants shown: one line for each kind. */
export function effectRunners(github: Pick<GitHub, 'setStateLabel' | 'setCommitStatus'>): GitHubEffectRunners {
  return {
    label: async ({ label }, { number }) => {
      await github.setStateLabel(number, label);
      return `${label.prefix}${label.state}`;
    },
    status: async ({ status }, subject) => {
      await github.setCommitStatus({ ...status, targetUrl: addressOf(subject) });
      return `${status.context}: ${status.state}`;
    },
  };
}

/** A status bears witness to the record where there is one. */
function addressOf({ commentUrl, headHash }: EffectSubject): string | null {
  return commentUrl === null || headHash === null ? commentUrl : witnessUrl(commentUrl, headHash);
}
