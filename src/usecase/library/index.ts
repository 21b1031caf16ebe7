export * from './hooks.ts';
export * from './store-record.ts';
export * from './transition.ts';
export * from './transition-result.ts';
