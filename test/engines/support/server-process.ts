import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { isListening } from './loopback.ts';

/** How a server is started, and how it is known to answer. */
export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Where it listens, on loopback. */
  readonly port: number;
  /** The account to run as; left out: this one. */
  readonly account?: Account;
  /** Whether it answers by now. */
  isUp(): Promise<boolean>;
  /** What asks it to end in order. */
  readonly stopBy: NodeJS.Signals;
}

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const PATIENCE_MS = 100_000;
const LAST_WORDS = 4_000;

/** A server that runs as a process of its own, and can be stopped and started again in the middle of a test. */
export class ServerProcess {
  readonly #command: ServerCommand;
  #child: ChildProcess | null = null;
  #output = '';

  constructor(command: ServerCommand) {
    this.#command = command;
  }

  /** @throws where it ends before it answers, or does not answer for a long time: with what it printed */
  async start(): Promise<void> {
    const { command, args, cwd, account, isUp } = this.#command;
    const child = spawn(command, args, {
      ...account,
      ...(cwd === undefined ? {} : { cwd }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => this.#keep(String(data)));
    const failure = new Promise<Error>((resolve) => {
      child.once('error', resolve).once('exit', (code) => resolve(new Error(`ended with ${code}`)));
    });
    const endWithUs = (): void => void child.kill('SIGKILL');
    process.once('exit', endWithUs);
    child.once('exit', () => process.off('exit', endWithUs));
    for (const deadline = Date.now() + PATIENCE_MS; ; ) {
      if (await isUp()) return;
      const failed = await Promise.race([failure, pause(20, null)]);
      if (failed !== null) throw new Error(`${command} ${failed.message}:\n${this.#output}`);
      if (Date.now() < deadline) continue;
      await this.kill();
      throw new Error(`${command} does not answer:\n${this.#output}`);
    }
  }

  /** Ends it in order, and waits until it is gone. */
  async stop(): Promise<void> {
    await this.#end(this.#command.stopBy);
  }

  /** Ends it as a power cut would, as far as the process goes. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** It keeps its connections, and answers nothing, until {@link thaw}; of Postgres, no new connection. */
  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child?.kill('SIGCONT');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGCONT');
    child.kill(signal);
    await gone;
    // What it had started itself may take a moment longer to see that it is gone.
    while (await isListening(this.#command.port)) await pause(20);
  }

  #keep(text: string): void {
    this.#output = (this.#output + text).slice(-LAST_WORDS);
  }
}
