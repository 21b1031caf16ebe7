export * from './complete-facts.ts';
export * from './head-memory.ts';
export * from './item-state.ts';
export * from './newer-record.ts';
export * from './ports.ts';
export * from './settings-for.ts';
