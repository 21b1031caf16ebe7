export * from './answer-within.ts';
export * from './checked-function.ts';
export * from './guards.ts';
export * from './hooks.ts';
export * from './step-event.ts';
export * from './store-record.ts';
export * from './transition.ts';
export * from './transition-result.ts';
