import { playStories } from './stories.ts';

// The paths, reviews, two workflows, violations and how they heal, forks, two pull requests, none, old items, no CI.
playStories('01 02 04 08 09 11 15a 18 19 20 22 25 28 29 32 38 44 46 60 61 62', 'standard');
