import { runCommand } from '../compose/run-command.ts';
import { runAction } from './run.ts';
import { actionsRunner } from './runner.ts';

await runAction(process.env, actionsRunner(), runCommand);
