export * from './canonical.ts';
export * from './cut.ts';
export * from './hash.ts';
export * from './size.ts';
