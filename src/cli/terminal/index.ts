export * from './exit-codes.ts';
export * from './interrupt.ts';
export * from './lines.ts';
export * from './printable.ts';
export * from './progress.ts';
export * from './read-file.ts';
export * from './terminal.ts';
