export * from './law-of-record.ts';
export * from './listed-item.ts';
export * from './open-violations.ts';
export * from './record-at.ts';
export * from './record-query.ts';
