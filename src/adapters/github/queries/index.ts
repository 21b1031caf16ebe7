export * from './ask-queries.ts';
export * from './evidence-queries.ts';
export * from './fragments.ts';
export * from './list-queries.ts';
export * from './queries.ts';
