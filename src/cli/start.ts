import { runCli } from './run-cli.ts';
import { processTerminal } from './terminal/index.ts';

/** Carries out what this process was started with. */
export async function start(): Promise<void> {
  process.exitCode = await runCli(process.argv.slice(2), processTerminal());
}
