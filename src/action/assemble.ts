import { type EventReading, readEvent, tripwireOf } from '../codec/event/index.ts';
import type { ActionRequest, Command } from '../compose/github/index.ts';
import type { ResultReport } from '../compose/result/index.ts';
import { LoopForgeError, type Target } from '../core/model.ts';
import type { Ignored } from '../core/outcome/index.ts';
import { type ActionInputs, type Env, invalidInputs, readContext, readEventFile, readInputs } from './inputs/index.ts';
import type { Runner } from './runner/index.ts';

/** What the step gave: something to run, or the report of a run that ends before it begins. */
export type Assembled =
  | { readonly kind: 'run'; readonly request: ActionRequest }
  | { readonly kind: 'over'; readonly report: ResultReport };

/** How the run is told to stop, and where its locks are noted. */
export interface Control extends Pick<ActionRequest, 'cancellation' | 'journal'> {
  /** Called once there is something to tell: a run that is cancelled from then on ends with its report. */
  readonly onReportBegun: () => void;
}

/**
 * Reads inputs, context and event, and decides whether there is anything to do. Asks nobody anything.
 * @throws LoopForgeError `input_invalid`, `event_invalid`, `token_missing`
 */
export async function assemble(
  env: Env,
  runner: Runner,
  { cancellation, journal }: Omit<Control, 'onReportBegun'>,
): Promise<Assembled> {
  const inputs = await readInputs(env);
  const { eventName, context, endpoints, owner, repo } = readContext(env);
  const reading = readEvent(eventName, readEventFile(env));
  const command = commandOf(inputs, reading);
  if (command.kind === 'over') return command;
  if (inputs.token === '') return tokenMissing(reading);
  const missing = [...inputs.mirrorMissing, ...inputs.hooksMissing];
  if (missing.length > 0 && !reading.fork) throw invalidInputs(missing);
  const request: ActionRequest = {
    command,
    token: inputs.token,
    endpoints,
    owner,
    repo,
    event: reading.event,
    context,
    settings: inputs.settings,
    configPath: inputs.configPath,
    configNamed: inputs.configNamed,
    dryRun: inputs.dryRun,
    mirror: inputs.mirror,
    hooks: inputs.hooks,
    cancellation,
    journal,
    log: (line) => runner.log(line),
    debug: (line) => runner.debug(line),
  };
  return { kind: 'run', request };
}

type Over = Extract<Assembled, { kind: 'over' }>;

function commandOf(inputs: ActionInputs, reading: EventReading): Command | Over {
  if (inputs.command === 'sweep') return { kind: 'sweep' };
  if (inputs.records !== null) return inputs.records;
  const named = inputs.targets.length > 0;
  const tripwire = named ? null : tripwireOf(reading.event);
  if (inputs.command === 'verify' || (inputs.command === 'track' && tripwire !== null)) {
    const targets = named ? inputs.targets : reading.targets;
    return { kind: 'verify', targets, named, fork: reading.fork, tripwire };
  }
  if (inputs.command === 'repair') return repairOf(inputs);
  const ignored = named ? null : reading.ignored;
  if (ignored !== null && (inputs.command === 'track' || ignored.reason === 'own_event')) {
    return over('ignored', ignored);
  }
  const common = { targets: targetsOf(inputs, reading), named, fork: reading.fork };
  if (inputs.command === 'track') return { kind: 'track', ...common, queued: reading.queued };
  const { to, trigger, metadata, override, reason } = inputs;
  return { kind: 'transition', ...common, to, trigger, metadata, override, reason };
}

/** Its item and its reason are there: the inputs were checked for that. */
function repairOf({ targets, reason }: ActionInputs): Command {
  const number = targets.find((target) => target.kind === 'item')?.number ?? 0;
  return { kind: 'repair', number, reason: reason ?? '' };
}

function targetsOf(inputs: ActionInputs, reading: EventReading): readonly Target[] {
  const targets = inputs.targets.length > 0 ? inputs.targets : reading.targets;
  if (targets.length > 0) return targets;
  throw new LoopForgeError(
    'input_invalid',
    `"command: transition" needs an item, and the event "${reading.event.name}" names none. Give it with the input "issue", "pull-request" or "sha".`,
  );
}

/** A run for a fork's pull request gets no secrets: a token that is one of them is empty, and that is nobody's mistake. */
function tokenMissing(reading: EventReading): Over {
  if (!reading.fork) {
    throw new LoopForgeError(
      'token_missing',
      'The input "github-token" is empty. Leave it out to use the job\'s own token, or check that the secret it names exists.',
    );
  }
  const notice =
    'A pull request from a fork gets no secrets, so there is no token to write with. The next event of the repository itself, or the next sweep, catches up.';
  return over('deferred', { reason: 'read_only_token', notice });
}

function over(outcome: 'ignored' | 'deferred', { reason, notice }: Pick<Ignored, 'reason' | 'notice'>): Over {
  const messages = [{ level: 'notice', code: reason, text: notice }] as const;
  return {
    kind: 'over',
    report: { outcome, reason, changed: false, red: false, messages, summary: null, notice },
  };
}
