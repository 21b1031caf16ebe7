export * from './cd-event.ts';
