export type { ControlStore, ReadAuditOptions, SharedState, UpdatedIntent } from './control-store.ts';
export { CONTROL_STORE_ERRORS } from './errors.ts';
