export * from './address.ts';
export * from './open-store.ts';
