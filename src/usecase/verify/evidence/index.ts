export * from './candidates.ts';
export * from './comments.ts';
export * from './ports.ts';
export * from './record.ts';
export * from './remembered.ts';
export * from './runs.ts';
export * from './today.ts';
export * from './witness.ts';
