export * from './free-lock.ts';
export * from './lease.ts';
export * from './lock.ts';
