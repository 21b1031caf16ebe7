export * from './edges.ts';
export * from './lifecycle.ts';
export * from './need.ts';
export * from './no-such-state.ts';
export * from './observe.ts';
export * from './path.ts';
export * from './roles.ts';
export * from './traits.ts';
