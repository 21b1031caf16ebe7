export * from './binding.ts';
export * from './chain.ts';
export * from './commitments.ts';
export * from './links.ts';
export * from './record-evidence.ts';
export * from './segments.ts';
export * from './words.ts';
