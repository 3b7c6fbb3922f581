export type { ControlStore, SharedState } from './control-store.ts';
export { CONTROL_STORE_ERRORS } from './errors.ts';
export { openControlStore } from './open-control-store.ts';
