export * from './gate-words.ts';
export * from './mirror-words.ts';
export * from './outcome-words.ts';
export * from './record-messages.ts';
export * from './refused-override.ts';
export * from './status-words.ts';
export * from './told-result.ts';
