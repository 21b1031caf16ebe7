export * from './by-hand.ts';
export * from './copy.ts';
export * from './import.ts';
export * from './init.ts';
export * from './request.ts';
export * from './show.ts';
export * from './source-access.ts';
export * from './verify.ts';
