export { askForMove, type AskForMoveOptions } from './ask-for-move.ts';
export type {
  ControlStore,
  ReadAuditOptions,
  SharedState,
  UpdatedIntent,
  WrittenSteps,
} from './control-store.ts';
export { CONTROL_STORE_ERRORS, ControlStoreError, type ControlStoreErrorCode } from './errors.ts';
export { DynamoControlStore, type DynamoControlStoreOptions } from './stores/dynamo-control-store.ts';
export { MemoryControlStore, type MemoryControlStoreOptions } from './stores/memory-control-store.ts';
export { openControlStore } from './open-control-store.ts';
