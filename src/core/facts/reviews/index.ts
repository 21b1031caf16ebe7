export * from './judge-reviews.ts';
