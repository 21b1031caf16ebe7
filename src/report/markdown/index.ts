export * from './diagram.ts';
export * from './escape.ts';
export * from './links.ts';
export * from './said.ts';
