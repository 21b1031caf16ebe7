import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import packageJson from '../../../package.json' with { type: 'json' };
import type { Job } from './process.ts';
import type { Told } from './told.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** The program of a writer, in as few files as it can be: a process starts in a tenth of the time. */
export class WriterProgram implements AsyncDisposable {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async build(): Promise<WriterProgram> {
    // Where the drivers are found.
    const folder = await mkdtemp(join(ROOT, 'node_modules', '.loopforge-writer-'));
    await build({
      absWorkingDir: ROOT,
      entryPoints: { process: fileURLToPath(new URL('process.ts', import.meta.url)) },
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      external: Object.keys(packageJson.peerDependencies),
      format: 'esm',
      platform: 'node',
      define: { LOOPFORGE_VERSION: JSON.stringify(packageJson.version) },
      logLevel: 'silent',
    });
    return new WriterProgram(folder);
  }

  start(job: Job): Writer {
    return new Writer(spawn(process.execPath, [join(this.#folder, 'process.mjs'), JSON.stringify(job)]));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** A process that writes to a store. */
export class Writer {
  /** All that it has told so far. */
  readonly told: Told[] = [];
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #stderr = '';

  constructor(child: ChildProcess) {
    this.#child = child;
    const { stdout, stderr } = child;
    if (stdout === null || stderr === null) throw new Error('it has no output');
    stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
    });
    createInterface({ input: stdout }).on('line', (line) => this.told.push(JSON.parse(line)));
    this.#ended = once(child, 'close');
    const endWithUs = (): void => void child.kill('SIGKILL');
    process.once('exit', endWithUs);
    child.once('exit', () => process.off('exit', endWithUs));
  }

  /** Waits until it has told so much. @throws once it has ended before */
  async hasTold(count: number): Promise<void> {
    while (this.told.length < count) {
      const isOver = await Promise.race([
        this.#ended.then(() => true),
        new Promise((next) => setTimeout(next, 2, false)),
      ]);
      if (isOver && this.told.length < count) throw new Error(`a writer ended too early: ${this.#lastWords()}`);
    }
  }

  /** Waits for its own end. @throws where that is not a good one */
  async ends(): Promise<void> {
    await this.#ended;
    if (this.#child.exitCode !== 0)
      throw new Error(`a writer ended with ${this.#child.exitCode}: ${this.#lastWords()}`);
  }

  /** Asks it to come to an end, and waits for that. */
  async finish(): Promise<void> {
    this.#child.stdin?.end();
    await this.ends();
  }

  /** As `kill -9` does. All that it told has been read then. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  #lastWords(): string {
    return `${JSON.stringify(this.told.at(-1))} ${this.#stderr.slice(-2_000)}`;
  }
}
