export * from './override-step.ts';
export * from './result.ts';
export * from './sentences.ts';
