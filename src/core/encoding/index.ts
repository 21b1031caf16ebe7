export * from './canonical.ts';
export * from './cut.ts';
export * from './hash.ts';
export * from './not-among.ts';
export * from './quote.ts';
export * from './size.ts';
