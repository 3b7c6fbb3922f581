import { clockWords } from '../words/clock-words.ts';
import { useServiceNow } from './use-freshness.ts';

/** The service's time of day. */
export function ServiceClock() {
  return <>{clockWords(useServiceNow())} UTC</>;
}
