import { createContext, useContext } from 'react';
import type { Clock, Randomness } from '@understudy/core';
import type { SessionState } from '@understudy/api-contract';
import type { ApiClient } from '../api/api-client.ts';
import type { SnapshotStore } from '../stream/snapshot-store.ts';

/** What every page may use. */
export interface Console {
  readonly store: SnapshotStore;
  readonly api: ApiClient;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly session: SessionState;
  readonly logOut: () => void;
}

export const ConsoleContext = createContext<Console | undefined>(undefined);

export function useConsole(): Console {
  const value = useContext(ConsoleContext);
  if (value === undefined) throw new Error('No ConsoleContext above this component.');
  return value;
}
