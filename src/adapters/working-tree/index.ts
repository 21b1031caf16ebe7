export * from './files.ts';
export * from './working-tree.ts';
export * from './write-all.ts';
