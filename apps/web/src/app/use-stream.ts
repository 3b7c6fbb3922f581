import { useSyncExternalStore } from 'react';
import type { StreamState } from '../stream/stream-state.ts';
import { useConsole } from './console-context.ts';

/** A part of the state of the stream; the component is drawn again when that part is another one. */
export function useStream<Part>(select: (state: StreamState) => Part): Part {
  const { store } = useConsole();
  return useSyncExternalStore(store.subscribe, () => select(store.state()));
}
