import './compose/library/need-node.ts';

export { type ConformanceCase, conformance } from './usecase/conformance/conformance.ts';
export type { ConformanceLimits, ConformanceOptions } from './usecase/conformance/stage/options.ts';
