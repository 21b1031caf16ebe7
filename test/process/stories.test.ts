import { playStories } from '../e2e/stories.ts';

// Through the bundle, as the runner starts it: the direct path, reviews, two workflows, red merges that heal, forks,
// an item that was closed otherwise, a close that comes before its merge, a locked conversation. All stories are played
// in the tests' own process, in test/e2e and test/stories.
playStories('01 02 04 11 19 22 29 44 69 84', 'standard', 'bundle');
playStories('04 18 25', 'strict', 'bundle');
