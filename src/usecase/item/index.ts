export * from './mirror-item.ts';
export * from './run-effects.ts';
export * from './run-item.ts';
