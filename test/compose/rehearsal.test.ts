import { describe, expect, it, vi } from 'vitest';
import { rehearse } from '../../src/compose/rehearsal.ts';
import type { Ask } from '../../src/usecase/look.ts';

const ASK: Ask = {
  event: { name: 'issues', action: 'opened', sender: null, payload: {} },
  context: {
    run: { id: '9', attempt: 1, url: 'https://github.com/acme/widgets/actions/runs/9' },
    actor: 'octocat',
    ref: 'refs/heads/main',
    sha: 'a'.repeat(40),
    repository: 'acme/widgets',
    workflowPath: '.github/workflows/loopforge.yml',
    job: 'loopforge',
  },
  occasion: 'event',
  assertion: null,
  inputs: {},
  configPath: '.github/loopforge.yml',
  configNamed: false,
  dryRun: false,
};

const random = (size: number): Uint8Array => new Uint8Array(size);

describe('a rehearsal', () => {
  it.each(['standard', 'strict'] as const)(
    'goes all the way under %s, and finds its own record again',
    async (lifecycle) => {
      const render = vi.fn(() => 'seen by people');
      const result = await rehearse({ ...ASK, inputs: { lifecycle } }, render, random);
      expect(render).toHaveBeenCalledOnce();
      expect(result).toMatchObject({ outcome: 'unchanged', state: 'ci_failed', recordId: 'acme/widgets#1' });
      expect(result.appended.map((entry) => entry.to_state)).toEqual([
        'issue_created',
        'task_queued',
        'pr_created',
        'ci_pending',
        'ci_failed',
      ]);
    },
  );
});
