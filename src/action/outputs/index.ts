export * from './annotations.ts';
export * from './outputs.ts';
export * from './summary-text.ts';
