export { openPools, type OpenedPools, type PoolsOptions } from './open-pools.ts';
