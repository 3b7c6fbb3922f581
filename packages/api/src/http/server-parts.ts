import type { SessionStore } from '../access/session-store.ts';
import type { TokenStore } from '../access/token-store.ts';
import type { ApiLimits, ApiOptions } from '../options.ts';
import type { MetricsRecorder } from '../state/metrics-recorder.ts';
import type { ServiceState } from '../state/service-state.ts';
import type { EventHub } from '../stream/event-hub.ts';

/** What the server is put together from. */
export interface ServerParts {
  readonly options: ApiOptions;
  readonly limits: ApiLimits;
  readonly tokens: TokenStore;
  readonly sessions: SessionStore;
  readonly state: ServiceState;
  readonly hub: EventHub;
  readonly recorder: MetricsRecorder;
}
