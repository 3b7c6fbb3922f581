import { pulseAgeMs } from '../stream/pulse-age-ms.ts';
import { freshnessOf, STALE_AFTER_MS, type Freshness } from '../words/age-words.ts';
import { useConsole } from './console-context.ts';
import { useTicking } from './use-ticking.ts';

/** How far the pages may be trusted now; they are drawn again only when that changes. */
export function useFreshness(): Freshness {
  const { store } = useConsole();
  return useTicking((nowMs) => freshnessOf(pulseAgeMs(store.state().pulse, nowMs)), 250);
}

/**
 * The service's wall time in ms, which goes on with the browser's clock. Once the data is stale it stops: nothing is known of how far
 * a step has come since.
 */
export function useServiceNow(everyMs = 1000): number {
  const { store } = useConsole();
  return (
    useTicking(
      (nowMs) => {
        const { pulse, snapshot } = store.state();
        if (pulse === undefined) return snapshot?.atMs;
        const elapsedMs = Math.max(0, nowMs - pulse.heardMs);
        const shownMs = pulse.wallMs + Math.min(elapsedMs, STALE_AFTER_MS);
        return Math.floor(shownMs / everyMs) * everyMs;
      },
      Math.min(everyMs, 500),
    ) ?? 0
  );
}
