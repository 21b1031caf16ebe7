export * from './commit.ts';
export * from './dispatch.ts';
export * from './fields.ts';
export * from './item.ts';
export * from './sighting.ts';
