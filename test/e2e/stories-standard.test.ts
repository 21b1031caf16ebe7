import { playStories } from './stories.ts';

// The paths, reviews, two workflows, violations and how they heal, forks, two pull requests, none, old items, no CI.
playStories('01 02 04 08 09 11 15a 18 19 20 22 25 28 29 32 38 44 46 60 61 62', 'standard');

// What public reports of other tools told: closes that come before the merge, work that others tie to the item, what is
// judged by the hour of the merge, who may say that a check passed.
playStories('64 69 70 72 74 75 76 77 78 79 80 81a 83 84', 'standard');
