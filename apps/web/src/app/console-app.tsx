import { useCallback, useEffect, useMemo, useState } from 'react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { BrowserRouter } from 'react-router';
import { systemClock, systemRandomness } from '@understudy/core';
import type { SessionState } from '@understudy/api-contract';
import { ApiClient } from '../api/api-client.ts';
import { ApiFailure } from '../api/api-failure.ts';
import { LoginPage } from '../pages/login/login-page.tsx';
import { followEvents } from '../stream/follow-events.ts';
import { SnapshotStore } from '../stream/snapshot-store.ts';
import { ConsoleContext, type Console } from './console-context.ts';
import { ConsoleRoutes } from './console-routes.tsx';

const clock = systemClock();
const api = new ApiClient((url, init) => fetch(url, init));
/** Several events within this time are drawn once. */
const DRAW_MS = 100;
const store = new SnapshotStore((run) => void clock.sleep(DRAW_MS).then(run));
const queries = new QueryClient({
  defaultOptions: { queries: { retry: 1, staleTime: 2000, refetchOnWindowFocus: true } },
});

type Entry = 'asking' | 'out' | SessionState;

/** The console: asks who is there, follows the stream of the service while there is a session, and shows the pages. */
export function ConsoleApp() {
  const [entry, setEntry] = useState<Entry>('asking');
  const [why, setWhy] = useState<ApiFailure>();
  const enter = useCallback((session: SessionState) => {
    api.useCsrf(session.csrf);
    setWhy(undefined);
    setEntry(session);
  }, []);
  const leave = useCallback(() => {
    store.clear();
    queries.clear();
    setEntry('out');
  }, []);
  useEffect(() => {
    if (entry !== 'asking') return;
    api.ask('session').then(enter, (error: unknown) => {
      if (error instanceof ApiFailure && error.status !== 401) setWhy(error);
      setEntry('out');
    });
  }, [entry, enter]);
  useFollowing(typeof entry === 'object', leave);
  const value = useConsoleValue(entry, leave);
  if (entry === 'asking') return <p className="vh">Asking who is there…</p>;
  if (value === undefined) return <LoginPage api={api} failure={why} onEnter={enter} />;
  return (
    <QueryClientProvider client={queries}>
      <ConsoleContext value={value}>
        <BrowserRouter>
          <ConsoleRoutes />
        </BrowserRouter>
      </ConsoleContext>
    </QueryClientProvider>
  );
}

function useConsoleValue(entry: Entry, leave: () => void): Console | undefined {
  return useMemo(
    () =>
      typeof entry === 'string'
        ? undefined
        : {
            store,
            api,
            clock,
            randomness: systemRandomness,
            session: entry,
            // The session ends here whatever the API says: without an answer its cookie ends by itself.
            logOut: () => void api.ask('logout').then(leave, leave),
          },
    [entry, leave],
  );
}

function useFollowing(isIn: boolean, leave: () => void): void {
  useEffect(() => {
    if (!isIn) return;
    const stop = new AbortController();
    void followEvents({
      url: '/api/v1/events',
      clock,
      randomness: systemRandomness,
      fetch: (url, init) => fetch(url, init),
      onEvent: (event) => store.take(event, clock.monotonicMs()),
      onLoss: (why) => store.lose(why),
      onRefused: leave,
      signal: stop.signal,
    });
    return () => stop.abort();
  }, [isIn, leave]);
}
