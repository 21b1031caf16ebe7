import { createGitHub, type GitHub } from '../adapters/github/index.ts';
import { systemClock, systemRandom } from '../adapters/system/system.ts';
import type { Assertion } from '../core/plan-types.ts';
import { RUN_DEFAULTS } from '../core/settings.ts';
import { renderRecord } from '../report/record-view.ts';
import { renderSummary } from '../report/summary.ts';
import type { RenderView } from '../usecase/compose-record.ts';
import type { ItemAsk, Means } from '../usecase/run-item.ts';
import { sweep } from '../usecase/sweep.ts';
import { type Tracked, track } from '../usecase/track.ts';
import type { ActionRequest, RunReport, TransitionCommand } from './request.ts';

/** Carries out one request of the action: builds what is needed, runs the use case, reports. */
export async function runCommand(request: ActionRequest): Promise<RunReport> {
  const github = createGitHub({
    token: request.token,
    apiUrl: request.endpoints.rest,
    graphqlUrl: request.endpoints.graphql,
    owner: request.owner,
    repo: request.repo,
    configPath: request.configPath,
    log: request.debug,
  });
  return reportOf(request, await carryOut(request, github));
}

async function carryOut(request: ActionRequest, github: GitHub): Promise<Tracked> {
  const { command } = request;
  const means = { render: viewFor(request), random: systemRandom, log: request.log };
  switch (command.kind) {
    case 'track':
      return track({ ...means, github }, askFor(request, null), command.targets);
    case 'transition':
      return track({ ...means, github }, askFor(request, assertionOf(request, command)), command.targets);
    case 'sweep': {
      const bulk = await github.bulk();
      const bulkMeans: Means = { ...means, github: bulk };
      return sweep(bulkMeans, askFor(request, null), bulk, systemClock);
    }
  }
}

function askFor(request: ActionRequest, assertion: Assertion | null): ItemAsk {
  const { command, event, context, settings, configPath, configNamed, dryRun } = request;
  const named = command.kind !== 'sweep' && command.named;
  return {
    event,
    context,
    occasion: command.kind === 'sweep' ? 'sweep' : named ? 'named' : 'event',
    assertion,
    inputs: settings,
    configPath,
    configNamed,
    dryRun,
    fork: command.kind !== 'sweep' && command.fork,
  };
}

function assertionOf({ event }: ActionRequest, command: TransitionCommand): Assertion {
  const { to, trigger, metadata, override, reason } = command;
  return { to, trigger, metadata, override, reason, actor: event.sender };
}

function viewFor(request: ActionRequest): RenderView {
  const repoUrl = repoUrlOf(request);
  return (record, { plan }) =>
    renderRecord(record, { allowed: plan.allowed, missing: plan.missing, violations: plan.violations, repoUrl });
}

function repoUrlOf({ endpoints, owner, repo }: ActionRequest): string {
  return `${endpoints.server}/${owner}/${repo}`;
}

function reportOf(request: ActionRequest, { results, faults }: Tracked): RunReport {
  const wanted = request.settings.summary ?? RUN_DEFAULTS.summary;
  const repoUrl = repoUrlOf(request);
  return {
    results,
    red: results.some((result) => result.red),
    warnings: [],
    notices: [],
    summary: wanted ? results.map((result) => renderSummary(result, { repoUrl })).join('\n') : null,
    faults,
  };
}
