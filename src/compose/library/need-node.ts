import { wrongNode } from './node-version.ts';

// Imported for its effect, before all else: what is imported after it may need what an old Node does not have.
const wrong = wrongNode(process.versions.node);
if (wrong !== null) throw new Error(wrong);
