export * from './belonging.ts';
export * from './issue-context.ts';
export * from './select-pull.ts';
export * from './situation.ts';
export * from './step-facts.ts';
