export * from './entry.ts';
export * from './kind.ts';
export * from './misform.ts';
export * from './notes.ts';
export * from './places.ts';
export * from './record.ts';
export * from './renderer.ts';
