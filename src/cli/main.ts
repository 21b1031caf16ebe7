#!/usr/bin/env node
import { wrongNode } from '../compose/library/index.ts';
import { EXIT } from './terminal/index.ts';

// Nothing but the question of the Node it runs on is imported here, so that an old one gets as far as the answer. It
// would not even parse an `await` outside of a function.
const wrong = wrongNode(process.versions.node);
if (wrong === null) void import('./start.ts').then(({ start }) => start());
else {
  process.stderr.write(`loopforge: ${wrong}\n`);
  process.exitCode = EXIT.unclear;
}
