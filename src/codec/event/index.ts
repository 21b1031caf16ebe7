export * from './event.ts';
export * from './time.ts';
export * from './triggers.ts';
export * from './tripwire.ts';
