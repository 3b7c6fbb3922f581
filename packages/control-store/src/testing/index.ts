export { collectAudit } from './collect-audit.ts';
export { controlStoreContract } from './control-store-contract.ts';
export type { OpenControlStore } from './open-control-store.ts';
export { MemoryControlStore } from '../stores/memory-control-store.ts';
