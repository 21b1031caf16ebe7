export * from './bullets.ts';
export * from './diagram.ts';
export * from './escape.ts';
export * from './history-table.ts';
export * from './links.ts';
export * from './words.ts';
