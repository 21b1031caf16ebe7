export * from './comment.ts';
export * from './comment-envelope.ts';
export * from './comment-line.ts';
export * from './comment-view.ts';
export * from './long-record.ts';
export * from './record-read.ts';
export * from './segment.ts';
export * from './validator.ts';
