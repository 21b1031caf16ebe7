export * from './cd-event.ts';
export * from './reference.ts';
