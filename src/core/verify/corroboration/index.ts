export * from './corroboration.ts';
export * from './shown-today.ts';
export * from './witness.ts';
