export type { ContractCase } from './contract.ts';
export { FaultyFences, FaultyStore, type StoreState } from './faulty-stores.ts';
export { fenceStoreContract } from './fence-store-contract.ts';
export { HandLease } from './hand-lease.ts';
export { ProcessClock } from './process-clock.ts';
export { routeStoreContract } from './route-store-contract.ts';
export { merging, moving, steady } from './sample-routes.ts';
export { MemoryFenceStore, MemoryRouteStore } from '../stores/memory.ts';
