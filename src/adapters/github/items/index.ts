export * from './find.ts';
export * from './pulls.ts';
export * from './read.ts';
