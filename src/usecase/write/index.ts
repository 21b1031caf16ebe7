export * from './attempt.ts';
export * from './commit.ts';
export * from './compose-record.ts';
export * from './locked-conversation.ts';
