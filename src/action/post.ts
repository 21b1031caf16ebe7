import { LOCKS_STATE } from './locks-state.ts';

// The `post` step runs even after the job was cancelled, to free what the main step left behind. Mostly that is nothing,
// and then nothing is loaded.
const left = process.env[`STATE_${LOCKS_STATE}`] ?? '';
if (left !== '') {
  const { freeLeftLocks } = await import('./free-left-locks.ts');
  await freeLeftLocks(process.env, left);
}
