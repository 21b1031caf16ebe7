export * from './about-record.ts';
export * from './built-in-law.ts';
export * from './entry-words.ts';
export * from './lacking-now.ts';
export * from './next-words.ts';
export * from './passed.ts';
export * from './title.ts';
export * from './way.ts';
