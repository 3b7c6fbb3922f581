export { PoolWatch, type PoolWatchOptions } from '../observe/pool-watch.ts';
export { openPools, type OpenedPools, type PoolsOptions } from './open-pools.ts';
