export * from './binding.ts';
export * from './chain.ts';
export * from './fold.ts';
export * from './join.ts';
export * from './redact.ts';
export * from './unknown-words.ts';
