import { randomBytes } from 'node:crypto';
import { type Clock, instantOf, type Random } from '../../core/model.ts';

/** The machine's clock, cut to seconds: `YYYY-MM-DDTHH:MM:SSZ`, UTC. On GitHub its own clock is used instead. */
export const systemClock: Clock = () => instantOf(Date.now());

/** Cryptographically strong random bytes. */
export const systemRandom: Random = (size) => randomBytes(size);
