import { parseArgs } from 'node:util';
import { accountLines, takeAccount } from './account.ts';
import { strays } from './frequencies.ts';

/*
 * Replays made-up histories of real shape, as many as wanted, and tells what came of them:
 * `npm run histories -- --items 20000 --from 1 --shown 20`. Exit code 1: something was found, or the items are
 * not as often what they are as real ones.
 */
const { values } = parseArgs({
  options: {
    items: { type: 'string', default: '2000' },
    from: { type: 'string', default: '1' },
    shown: { type: 'string', default: '5' },
  },
});
const account = takeAccount({ items: Number(values.items), from: Number(values.from) });
console.log(accountLines(account, Number(values.shown)).join('\n'));
process.exitCode = account.findings.length + strays(account.census).length === 0 ? 0 : 1;
