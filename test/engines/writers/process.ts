import { writeSync } from 'node:fs';
import type { StoreName } from './backend.ts';
import { openAt } from './stores.ts';
import type { Tell } from './told.ts';
import { liveOn, takeSteps } from './work.ts';

/** What a process of its own does, as its one argument in JSON. */
export interface Job {
  readonly store: StoreName;
  readonly at: string;
  /** How many writers it is; they share one repository. */
  readonly writers: number;
  /** One record's steps, of each writer; or whatever comes, until its input ends. */
  readonly work: { readonly id: string; readonly steps: number } | { readonly pauseMs: number };
}

const STDOUT = 1;

/** Written at once: a process that is killed afterwards has told it. */
const tell: Tell = (told) => void writeSync(STDOUT, `${JSON.stringify(told)}\n`);

async function main({ store, at, writers, work }: Job): Promise<void> {
  const repository = await openAt(store, at);
  let isOver = false;
  process.stdin.once('end', () => {
    isOver = true;
  });
  process.stdin.resume();
  tell({ kind: 'began' });
  const doIt = (): Promise<void> =>
    'id' in work
      ? takeSteps(repository, { ...work, tell })
      : liveOn(repository, { ...work, tell, isOver: () => isOver });
  await Promise.all(Array.from({ length: writers }, doIt));
  await repository.close?.();
  process.stdin.destroy();
}

try {
  await main(JSON.parse(process.argv[2] ?? ''));
} catch (error) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'none';
  tell({ kind: 'failed', code, message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  process.exit(1);
}
