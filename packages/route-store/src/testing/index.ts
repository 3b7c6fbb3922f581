export type { ContractCase } from './contract-case.ts';
export { FaultyFences } from './faulty-fences.ts';
export { FaultyStore } from './faulty-store.ts';
export { fenceStoreContract } from './fence-store-contract.ts';
export { routeStoreContract } from './route-store-contract.ts';
export type { StoreState } from './store-state.ts';
export { MemoryFenceStore } from '../stores/memory-fence-store.ts';
export { MemoryRouteStore } from '../stores/memory-route-store.ts';
