export * from './cloud-event.ts';
export * from './entry-line.ts';
export * from './gate-protocol.ts';
