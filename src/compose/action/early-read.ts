import type { GitHub } from '../../adapters/github/github.ts';
import { systemRandom } from '../../adapters/system/system.ts';
import { systemTimer } from '../../adapters/system/timer.ts';
import type { Found, Target } from '../../core/model.ts';
import { type ActionRequest, connect } from '../github/index.ts';
import type { ResultReport } from '../result/index.ts';

/**
 * Carries out one request of the action. The first question to GitHub needs a small part of the code: it is asked at
 * once, and the rest is loaded while the answer is on its way.
 */
export async function* runCommand(request: ActionRequest): AsyncGenerator<ResultReport, void> {
  const timer = systemTimer(request.cancellation);
  const { promise: sent, resolve } = Promise.withResolvers<void>();
  const github = connect(request, timer, resolve);
  const early = askEarly(github, request);
  if (early !== null) await sent;
  else (await import('../../adapters/system/memory.ts')).keepMemorySmall();
  const { runCommandOver } = await import('./run-command.ts');
  yield* runCommandOver(request, { github: early ?? github, timer, random: systemRandom });
}

/** Null: a sweep asks nothing about one item. */
function askEarly(github: GitHub, { command }: ActionRequest): GitHub | null {
  const [target] = command.kind === 'track' || command.kind === 'transition' ? command.targets : [];
  if (target === undefined) return null;
  const answer = github.find(target);
  // Nobody waits for it yet, and a failure that nobody waits for would end the process.
  answer.catch(() => {});
  return withHeadStart(github, target, answer);
}

/** Whoever looks for the target first gets the answer that is under way. */
function withHeadStart(github: GitHub, target: Target, answer: Promise<Found>): GitHub {
  let early: Promise<Found> | null = answer;
  return {
    ...github,
    find: (other) => {
      const found = other === target ? early : null;
      if (found !== null) early = null;
      return found ?? github.find(other);
    },
  };
}
