export * from './completeness.ts';
export * from './unjudged-merges.ts';
