export * from './next-item.ts';
export * from './plan-each.ts';
