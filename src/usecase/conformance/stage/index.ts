export * from './case.ts';
export * from './difference.ts';
export * from './expect.ts';
export * from './odd-texts.ts';
export * from './options.ts';
export * from './records.ts';
export * from './stage.ts';
