import type { GitHub } from '../adapters/github/index.ts';
import { systemRandom } from '../adapters/system/system.ts';
import { systemTimer } from '../adapters/system/timer.ts';
import type { Target } from '../core/ports.ts';
import { connect } from './connect.ts';
import type { ActionRequest, RunReport } from './request.ts';

/**
 * Carries out one request of the action. The first question to GitHub needs a small part of the code: it is asked at
 * once, and the rest is loaded while the answer is on its way.
 */
export async function runCommand(request: ActionRequest): Promise<RunReport> {
  const { command, cancellation } = request;
  const timer = systemTimer(cancellation);
  const { promise: sent, resolve } = Promise.withResolvers<void>();
  const plain = connect(request, timer, resolve);
  const [first] = command.kind === 'sweep' ? [] : command.targets;
  const github = first === undefined ? plain : withHeadStart(plain, first);
  if (first !== undefined) await sent;
  const { runCommandOver } = await import('./run-command.ts');
  return runCommandOver(request, { github, timer, random: systemRandom });
}

/** Looks for the target now; whoever looks for it first gets this answer. */
function withHeadStart(github: GitHub, target: Target): GitHub {
  let early: ReturnType<GitHub['find']> | null = github.find(target);
  // Until then nobody waits for it, and a failure that nobody waits for would end the process.
  early.catch(() => {});
  return {
    ...github,
    find: (other) => {
      const found = other === target ? early : null;
      if (found !== null) early = null;
      return found ?? github.find(other);
    },
  };
}
