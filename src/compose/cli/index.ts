export * from './by-hand.ts';
export * from './request.ts';
export * from './show.ts';
export * from './verify.ts';
