export * from './each-item.ts';
export * from './error-scope.ts';
export * from './loop-options.ts';
export * from './track.ts';
export * from './verify-items.ts';
export * from './worth-verifying.ts';
