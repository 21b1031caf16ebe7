// Loaded before a measured script: says at its end how much memory the process ever held, in kB. Linux counts that for
// the process itself; `maxRSS` would start at what the process that started it had held.
import { existsSync, readFileSync } from 'node:fs';

process.once('exit', () => {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? String(process.resourceUsage().maxRSS);
  process.stdout.write(`\npeak-memory ${peak}\n`);
});
