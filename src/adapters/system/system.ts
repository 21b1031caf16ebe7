import { randomBytes } from 'node:crypto';
import type { Clock, Random } from '../../core/model.ts';

/** The machine's clock, cut to seconds: `YYYY-MM-DDTHH:MM:SSZ`, UTC. On GitHub its own clock is used instead. */
export const systemClock: Clock = () => `${new Date().toISOString().slice(0, 19)}Z`;

/** Cryptographically strong random bytes. */
export const systemRandom: Random = (size) => randomBytes(size);
