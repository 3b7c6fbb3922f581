export { FaultyFences, FaultyStore, type StoreState } from './faulty-stores.ts';
export { MemoryFenceStore, MemoryRouteStore } from '../stores/memory.ts';
