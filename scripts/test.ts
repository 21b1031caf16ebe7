import { spawn } from 'node:child_process';

/** How a command ended, and what it printed, unless that was let through. */
interface Ended {
  readonly exitCode: number;
  readonly printed: string;
}

function run(command: string, stdio: 'inherit' | 'pipe'): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', stdio, stdio] });
    let printed = '';
    const keep = (chunk: Buffer): void => {
      printed += chunk.toString('utf8');
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('error', (error) => resolve({ exitCode: 1, printed: `${printed}${String(error)}\n` }));
    child.once('close', (code) => resolve({ exitCode: code ?? 1, printed }));
  });
}

/** Runs one that mostly has nothing to say: what it prints is shown as one piece where it fails. */
async function inQuiet(name: string, command: string): Promise<number> {
  const { exitCode, printed } = await run(command, 'pipe');
  if (exitCode !== 0) process.stderr.write(`\n${name} found something:\n${printed}\n`);
  return exitCode;
}

async function tests(): Promise<number> {
  const projects = ['unit', 'integration', 'process'].map((name) => `--project ${name}`);
  const { exitCode } = await run(['vitest run', ...projects, ...process.argv.slice(2)].join(' '), 'inherit');
  return exitCode;
}

// Side by side: tests wait for processes and timers a fifth of their time, which lint and types can have.
const codes = await Promise.all([
  inQuiet('The linter', 'npm run --silent lint'),
  // The declarations of packages are a third of it, and change with the lock file alone: test/scripts/types.test.ts.
  inQuiet('The type check', 'tsc --noEmit --skipLibCheck'),
  tests(),
]);
const failed = ['lint', 'types', 'tests'].filter((_, index) => codes[index] !== 0);
if (failed.length > 0) process.stderr.write(`\nNot in order: ${failed.join(', ')}.\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
