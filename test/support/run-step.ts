import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { readCommands, readKeyValues } from './runner-files.ts';
import { inPlaceOf, type Step, type StepPlace, type StepResult } from './step.ts';

/**
 * Starts an entry of the bundle in a process of its own, the way the runner starts an action, and reads what it left.
 * @param entry path of `main.js` or `post.js`
 */
export function runStep(entry: string, step: Step): Promise<StepResult> {
  return inPlaceOf(step, (place) => runIn(place, entry, step));
}

async function runIn({ env, files }: StepPlace, entry: string, step: Step): Promise<StepResult> {
  const ended = await runProcess(entry, env, step);
  const commands = readCommands(ended.stdout);
  const outputs = readKeyValues(await readFile(files.output, 'utf8'));
  return {
    ...ended,
    outputs,
    annotations: commands.filter(({ name }) => name === 'error' || name === 'warning' || name === 'notice'),
    masks: commands.filter(({ name }) => name === 'add-mask').map(({ message }) => message),
    summary: await readFile(files.summary, 'utf8'),
    state: readKeyValues(await readFile(files.state, 'utf8')),
    recordFile: outputs['record-file'] ? await readFile(outputs['record-file'], 'utf8') : null,
  };
}

type Ended = Pick<StepResult, 'exitCode' | 'stdout' | 'stderr' | 'wallMs'>;

function runProcess(entry: string, env: NodeJS.ProcessEnv, step: Step): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, [entry], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const printed = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        printed[stream] += text;
      });
    }
    const timer = setTimeout(() => child.kill('SIGKILL'), step.timeoutMs ?? 25_000);
    child.once('error', reject);
    child.once('close', (exitCode) => {
      clearTimeout(timer);
      resolve({ ...printed, exitCode, wallMs: performance.now() - started });
    });
    step.onStart?.(child);
  });
}
