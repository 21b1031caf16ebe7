import { readFileSync } from 'node:fs';
import type { StoreName } from '../../test/engines/writers/backend.ts';
import { openAt } from '../../test/engines/writers/stores.ts';

// In a process of its own: streams all records of a store, and prints how many there were and the most memory it held.

async function stream(name: StoreName, at: string): Promise<void> {
  const repository = await openAt(name, at);
  let count = 0;
  for await (const { state } of repository.list()) if (state !== '') count++;
  await repository.close?.();
  console.log(JSON.stringify({ count, kilobytes: peak() }));
}

/** Of this program alone: `maxRSS` begins on Linux with what its parent held. */
function peak(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS;
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
}

const { name, at }: { readonly name: StoreName; readonly at: string } = JSON.parse(process.argv[2] ?? '');
await stream(name, at);
