export * from './record-view.ts';
