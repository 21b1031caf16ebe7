export * from './effects.ts';
export * from './github.ts';
export * from './locks.ts';
export * from './reading.ts';
export * from './repository.ts';
export * from './retry-policy.ts';
export * from './sweep.ts';
export * from './witness.ts';
