import { playStories } from './stories.ts';

// Where the twelve edges of the original have no way back.
playStories('02 04 08 11 18 22 25 32 61 64 76 80', 'strict');
