// `npm start`: one whole lifecycle, and one merge that should not have been, on a small GitHub of its own.
import { printBlock, printNext, printTitle } from './print.ts';
import { Stage } from './stage.ts';
import { shownInTerminal } from './terminal/markdown.ts';
import { commentOn, trailOf } from './trail.ts';

const stage = await Stage.open();
const { world } = stage;
try {
  world.setProtection({ requiredApprovals: 1 });
  printTitle('1. From opened to closed');
  const issue = await healthyLifecycle();
  printTitle('2. Merged over a red check, at night');
  const broken = await mergedOverRed();
  for (const number of [issue, broken]) {
    printTitle(`The comment on issue #${number}, as GitHub shows it`);
    printBlock(shownInTerminal(commentOn(stage, number)));
    printTitle(`The audit trail of issue #${number}, from the same comment`);
    console.log(trailOf(commentOn(stage, number)));
  }
  printNext(
    'npx loopforge init',
    'run it in a repository of yours: it writes the workflow, and nothing else happens yet.',
  );
} finally {
  await stage.close();
}

async function healthyLifecycle(): Promise<number> {
  const number = world.openIssue({ author: 'octocat', title: 'Widgets wobble' });
  await stage.tell(`octocat opens issue #${number}`, 'issues', 'opened', { number });
  world.assign(number, 'hubot');
  await stage.tell('hubot takes it', 'issues', 'assigned', { number });
  const pull = world.openPull({ author: 'hubot', closes: [number] });
  await stage.tell(`hubot opens pull request #${pull}`, 'pull_request', 'opened', { pull });
  world.check(pull, { name: 'build', conclusion: 'failure' });
  await stage.tell('CI fails', 'workflow_run', 'completed', { pull });
  world.push(pull);
  await stage.tell('hubot pushes a fix', 'pull_request', 'synchronize', { pull });
  world.check(pull, { name: 'build', conclusion: 'success' });
  await stage.tell('CI passes', 'workflow_run', 'completed', { pull });
  await stage.tell('the same event once more', 'workflow_run', 'completed', { pull });
  world.review(pull, { by: 'monalisa', state: 'approved' });
  await stage.tell('monalisa approves', 'pull_request_review', 'submitted', { pull });
  world.merge(pull, { by: 'octocat' });
  await stage.tell('octocat merges', 'pull_request', 'closed', { pull });
  return number;
}

async function mergedOverRed(): Promise<number> {
  const number = world.openIssue({ author: 'monalisa', title: 'Faster widgets' });
  const pull = world.openPull({ author: 'hubot', closes: [number] });
  await stage.tell(`hubot opens pull request #${pull} for issue #${number}`, 'pull_request', 'opened', { pull });
  world.check(pull, { name: 'build', conclusion: 'failure' });
  await stage.tell('CI fails', 'workflow_run', 'completed', { pull });
  world.at('2026-11-23T03:00:00Z');
  world.merge(pull, { by: 'octocat' });
  await stage.tell('octocat merges all the same', 'pull_request', 'closed', { pull });
  await stage.tell('a later event', 'issues', 'closed', { number });
  return number;
}
