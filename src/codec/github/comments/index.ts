export * from './comments.ts';
export * from './edit.ts';
export * from './locks.ts';
export * from './sweep.ts';
