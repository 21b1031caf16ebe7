export * from './completeness/index.ts';
export * from './corroboration/index.ts';
export * from './findings/index.ts';
export * from './history/index.ts';
export * from './outside/index.ts';
export * from './text/index.ts';
