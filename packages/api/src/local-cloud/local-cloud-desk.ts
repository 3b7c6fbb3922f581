import type { LocalCloudRequest, LocalCloudState } from '@understudy/api-contract';

/** Reads and breaks the local cloud on which the service runs. Each throws ApiError where it can't. */
export interface LocalCloudDesk {
  readonly read: (signal: AbortSignal) => Promise<LocalCloudState>;
  /** @returns what is broken afterwards */
  readonly act: (request: LocalCloudRequest) => Promise<LocalCloudState>;
}
