import type { ControlStore } from '../control-store.ts';

/** Gives an empty store, another at every call, whose wall clock shows `nowMs`. */
export type OpenControlStore = (nowMs: number) => Promise<ControlStore>;
