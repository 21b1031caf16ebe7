export * from './checks.ts';
export * from './issue.ts';
export * from './item.ts';
export * from './links.ts';
export * from './mentions.ts';
export * from './paged-item.ts';
export * from './pull.ts';
export * from './pull-item.ts';
