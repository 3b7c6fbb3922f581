export { leaveCleanly } from './leave-cleanly.ts';
export { linkStoreContract, type ContractRunner } from './link-store-contract.ts';
export { MemoryLinkStore } from './memory-link-store.ts';
export { MemoryStream, type ScriptedShard } from './memory-stream.ts';
