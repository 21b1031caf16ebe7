export * from './event-of.ts';
export * from './ocsf-event.ts';
