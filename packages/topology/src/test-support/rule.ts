import type { TopologyProblemCode } from '../errors.ts';

/** A value, the code that refuses it, and which element of the list holds it where that matters. */
export type Rule = readonly [value: unknown, code: TopologyProblemCode, element?: number];
