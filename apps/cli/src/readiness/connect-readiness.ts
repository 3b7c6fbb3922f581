import type { ConnectReadiness } from './readiness-parties.ts';

/** `withReadiness`, which is loaded when a command runs. */
export const connectReadiness: ConnectReadiness = async (file, context, action) =>
  (await import('./with-readiness.ts')).withReadiness(file, context, action);
