import { createLockJournal, runCommand } from '../compose/action/index.ts';
import { cancelOnSignals } from './cancel-on-signals.ts';
import { LOCKS_STATE } from './locks-state.ts';
import { runAction } from './run.ts';
import { actionsRunner } from './runner/index.ts';

const runner = actionsRunner();
const journal = createLockJournal((state) => runner.saveState(LOCKS_STATE, state));
let hasReport = false;
const onReportBegun = (): void => {
  hasReport = true;
};
const cancellation = cancelOnSignals(() => !hasReport && journal.isEmpty());
await runAction(process.env, runner, runCommand, { journal, cancellation, onReportBegun });
