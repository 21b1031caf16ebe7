export * from './actor.ts';
export * from './answer.ts';
export * from './answer-errors.ts';
export * from './last-edit.ts';
export * from './time.ts';
export * from './words.ts';
