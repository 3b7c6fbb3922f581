import type { HealthProbe } from '../types.ts';

/** Asks over HTTP: 200 is yes, everything else is no; redirects are not followed, since they lead to another server. */
export const httpProbe: HealthProbe = async (url, signal) => {
  try {
    const answer = await fetch(url, { signal, redirect: 'manual', headers: { connection: 'close' } });
    await answer.body?.cancel();
    return answer.status === 200;
  } catch {
    return false;
  }
};
