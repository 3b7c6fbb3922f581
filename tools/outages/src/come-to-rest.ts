import { setFlagsFromString } from 'node:v8';

setFlagsFromString('--allow-natives-syntax');

/**
 * Every promise that can go on has gone on when this returns. A turn of Node's event loop does the same, at a hundred
 * times the cost.
 */
// eslint-disable-next-line @typescript-eslint/no-implied-eval -- a native of the engine, which no parser but its own knows
export const comeToRest = new Function('%PerformMicrotaskCheckpoint()') as () => void;
