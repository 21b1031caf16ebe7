export * from './tell-news.ts';
