export * from './look-at-record.ts';
export * from './tell-news.ts';
