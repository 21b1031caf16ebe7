export * from './missing-words.ts';
export * from './need-actions.ts';
export * from './need-clauses.ts';
