import type { ConnectControl } from './with-control-store.ts';

/** `withControlStore`, which is loaded when a command runs. */
export const connectControl: ConnectControl = async (file, context, action) =>
  (await import('./with-control-store.ts')).withControlStore(file, context, action);
