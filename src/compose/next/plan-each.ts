import { failedResult, type ItemResult } from '../../core/outcome/index.ts';
import { HeadMemory, type ItemPorts, type ItemRequest } from '../../usecase/item-state/index.ts';
import { track } from '../../usecase/many/index.ts';
import {
  byRepository,
  type CliItem,
  type CliPorts,
  type CliRepository,
  connectTo,
  portsOver,
  requestByHand,
} from '../cli/index.ts';
import { effectRunners } from '../github/index.ts';

/** The workflow that LoopForge runs in: its own job is no check that anything waits for. */
interface OwnWorkflow {
  /** Such as `.github/workflows/loopforge.yml`. */
  readonly path: string;
  /** The id of the job in it. */
  readonly job: string;
}

export interface NextRequest extends CliPorts {
  readonly items: readonly CliItem[];
  readonly workflow: OwnWorkflow;
}

/** What would come of one item, or what ended the run for the rest of its repository. */
export interface PlannedResult {
  readonly repository: CliRepository;
  readonly result: ItemResult;
}

/**
 * What the action's next run over each item would do, by a dry run of it: nothing is written. Trouble of one item hides no
 * other, and trouble with one repository does not touch the items of another.
 */
export async function* planEach(request: NextRequest): AsyncGenerator<PlannedResult, void> {
  for (const [repository, numbers] of byRepository(request.items)) {
    const targets = numbers.map((number) => ({ kind: 'item', number }) as const);
    try {
      const ports = portsFor(request, repository);
      for await (const result of track(ports, lookAt(request, repository), targets)) yield { repository, result };
    } catch (error) {
      yield { repository, result: failedResult({ kind: 'run' }, error) };
    }
    if (request.cancellation.isRequested()) return;
  }
}

function portsFor(request: NextRequest, repository: CliRepository): ItemPorts {
  const github = connectTo(request.connection, repository, request.cancellation);
  return { ...portsOver(request, github), effects: effectRunners(github), heads: new HeadMemory() };
}

/** As a run in the repository's own workflow would see it, as far as that can be told from outside. */
function lookAt({ connection, workflow }: NextRequest, repository: CliRepository): ItemRequest {
  const request = requestByHand(connection, repository, true);
  const context = { ...request.context, workflowPath: workflow.path, job: workflow.job };
  return { ...request, context, lawOfRecord: true };
}
