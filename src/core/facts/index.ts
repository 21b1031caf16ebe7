export * from './contexts.ts';
export * from './event.ts';
export * from './facts.ts';
export * from './ignored-label.ts';
export * from './outside-workflows.ts';
export * from './questions.ts';
export * from './rules.ts';
export * from './rules-then.ts';
