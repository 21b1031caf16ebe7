import { describe } from 'vitest';
import { LIFECYCLES } from '../../stories/story.ts';
import { STORIES } from '../../stories/table.ts';
import { compareStories } from '../next-stories.ts';

describe.each(LIFECYCLES)('next agrees with a dry run of the action at the end of every story, %s', (lifecycle) => {
  compareStories(
    STORIES.map(({ id }) => id),
    lifecycle,
  );
});
