import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createHookClient } from '../../src/adapters/hook/http/client.ts';
import { webhook } from '../../src/adapters/hook/webhook.ts';
import { decodeComment } from '../../src/codec/record/comment.ts';
import type { HookVerdict } from '../../src/core/ports/hooks.ts';
import { entriesOf } from '../../src/core/record/chain/chain.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { blocksIn } from './blocks.ts';

export const SECRET = `whsec_${Buffer.alloc(32, 'receiver').toString('base64')}`;
export const OTHER_SECRET = `whsec_${Buffer.alloc(32, 'another').toString('base64')}`;

/** The record that docs/record-format.md shows. */
export function shownRecord(): LoopRecord {
  const decoded = decodeComment(readFileSync('docs/record-format/comment.md', 'utf8'));
  if (decoded.kind !== 'record') throw new Error(decoded.kind);
  return decoded.record;
}

export interface Delivering {
  readonly secrets?: readonly string[];
  /** In milliseconds; the clock says so of every try. */
  readonly at?: number;
}

/** Delivers all entries of that record, as the action does. */
export function deliver(url: string, { secrets = [SECRET], at = Date.now() }: Delivering = {}): Promise<HookVerdict> {
  const record = shownRecord();
  const hook = webhook({
    ...{ url, secrets, sink: null, names: 'hashed', timeoutMs: 20_000 },
    client: createHookClient({ allowHosts: [], env: {} }),
    patience: { sleep: () => Promise.resolve(), random: () => 0, now: () => at },
  });
  const item = { url: record.ref, title: null, commentUrl: null, missing: [], violations: [] };
  return hook.tell({ record, entries: entriesOf(record), item }, true);
}

/** A program that receives, such as a page has it. */
export interface Receiver {
  readonly url: string;
  /** All that it printed. */
  readonly printed: () => string;
}

/** Runs a program until it has been used; it listens at `PORT`. */
export async function withReceiver(
  [program = '', ...args]: readonly string[],
  use: (receiver: Receiver) => Promise<void>,
): Promise<void> {
  const port = await freePort();
  const env = { PATH: process.env['PATH'] ?? '', PORT: String(port), WEBHOOK_SECRET: SECRET };
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  child.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  try {
    await listening(child, port);
    await use({ url: `http://127.0.0.1:${port}/`, printed: () => printed });
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

const TRIES = 600;

async function listening(child: ChildProcess, port: number): Promise<void> {
  for (let tried = 0; tried < TRIES && child.exitCode === null; tried++) {
    if (await answers(port)) return;
    await sleep(50);
  }
  throw new Error('the receiver does not listen');
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** The program in that language on the page on hooks. */
export function receiverOnPage(language: 'js' | 'python'): string {
  const [block, ...others] = blocksIn(language).filter(({ page }) => page === 'docs/hooks.md');
  if (block === undefined || others.length > 0) throw new Error(`one receiver in ${language} is expected`);
  return block.text;
}
