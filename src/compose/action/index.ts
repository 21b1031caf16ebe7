export * from './early-read.ts';
export * from './free-locks.ts';
export * from './lock-journal.ts';
