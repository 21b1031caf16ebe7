export * from './renderers.ts';
export * from './segment-view.ts';
