export * from './law-of-record.ts';
export * from './listed-item.ts';
export * from './open-violations.ts';
export * from './record-as-of.ts';
export * from './record-query.ts';
