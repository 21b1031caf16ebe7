import type { GitHub } from '../adapters/github/index.ts';
import { systemRandom } from '../adapters/system/system.ts';
import { systemTimer } from '../adapters/system/timer.ts';
import type { Found, Target, Timer } from '../core/ports.ts';
import { connect } from './connect.ts';
import type { ActionRequest, RunReport } from './request.ts';

/** An answer that is there by then came from nearby, and is not to wait for a rehearsal. */
const PROMPT_MS = 2;

/**
 * Carries out one request of the action. The first question to GitHub needs a small part of the code: it is asked at
 * once. While the answer is on its way the rest is loaded, and compiled by a rehearsal.
 */
export async function runCommand(request: ActionRequest): Promise<RunReport> {
  const { command, cancellation } = request;
  const timer = systemTimer(cancellation);
  const random = systemRandom;
  const { promise: sent, resolve } = Promise.withResolvers<void>();
  const github = connect(request, timer, resolve);
  const [target] = command.kind === 'sweep' ? [] : command.targets;
  if (target === undefined) {
    const { runCommandOver } = await import('./run-command.ts');
    return runCommandOver(request, { github, timer, random });
  }
  const early = github.find(target);
  // Nobody waits for it yet, and a failure that nobody waits for would end the process.
  early.catch(() => {});
  await sent;
  const { rehearseCommand, runCommandOver } = await import('./run-command.ts');
  if (!(await isPrompt(early, timer))) await rehearseCommand(request, random);
  return runCommandOver(request, { github: withHeadStart(github, target, early), timer, random });
}

function isPrompt(answer: Promise<unknown>, timer: Timer): Promise<boolean> {
  const settled = answer.then(
    () => true,
    () => true,
  );
  return Promise.race([settled, timer.sleep(PROMPT_MS).then(() => false)]);
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
