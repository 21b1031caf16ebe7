export * from './arguments.ts';
export * from './driver.ts';
export * from './list-order.ts';
export * from './open-state.ts';
export * from './record-text.ts';
export * from './store-errors.ts';
export * from './stream-pages.ts';
