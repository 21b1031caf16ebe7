import { playStories } from '../e2e/stories.ts';

// Through the bundle, as the runner starts it: the direct path, a close that comes before its merge,
// a locked conversation, a push after an approval, an item whose only event is its close. All stories are played in the
// tests' own process, in test/e2e and test/stories.
playStories('01 69 84', 'standard', 'bundle');
playStories('04 18', 'strict', 'bundle');
