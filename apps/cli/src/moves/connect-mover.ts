import type { ConnectMover } from './move-parties.ts';

/** `withMover`, which is loaded when a command runs. */
export const connectMover: ConnectMover = async (file, context, action) =>
  (await import('./with-mover.ts')).withMover(file, context, action);
