import { Suspense, useEffect, useRef } from 'react';
import { Outlet, useLocation } from 'react-router';
import type { Snapshot } from '@understudy/api-contract';
import { fiveAnswers } from '../answers/five-answers.ts';
import { modeLines, staleLine } from '../answers/mode-lines.ts';
import { railFacts } from '../answers/rail-facts.ts';
import { Sprite } from '../parts/sprite.tsx';
import { pulseAgeMs } from '../stream/pulse-age-ms.ts';
import { durationWords } from '../words/duration-words.ts';
import { numberWords } from '../words/number-words.ts';
import { AgeTag } from './age-tag.tsx';
import { AnswerStrip } from './answer-strip.tsx';
import { BrokenLines } from './broken-lines.tsx';
import { useConsole } from './console-context.ts';
import { FirstWait } from './first-wait.tsx';
import { ModeLines } from './mode-lines.tsx';
import { PAGE_LIST } from './page-list.ts';
import { PageBoundary } from './page-boundary.tsx';
import { PageRail } from './page-rail.tsx';
import { ServiceClock } from './service-clock.tsx';
import { TopBar } from './top-bar.tsx';
import { useFreshness } from './use-freshness.ts';
import { useStream } from './use-stream.ts';
import { useTicking } from './use-ticking.ts';

/** What is around every page: the rail, the bar, the modes, and the five answers where they are not the page itself. */
export function ConsoleFrame() {
  const snapshot = useStream((state) => state.snapshot);
  const isStale = useFreshness() === 'stale';
  const { pathname } = useLocation();
  const main = useFocusOnArrival(pathname);
  return (
    <div className={isStale ? 'app stale' : 'app'}>
      <Sprite />
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <PageRail facts={snapshot === undefined ? undefined : railFacts(snapshot, isStale)} />
      <div className="page">
        <Bar snapshot={snapshot} page={titleOf(pathname)} isStale={isStale} />
        <Modes snapshot={snapshot} />
        {snapshot === undefined || pathname === '/' ? null : (
          <AnswerStrip answers={fiveAnswers(snapshot, isStale)} />
        )}
        <main id="main" tabIndex={-1} ref={main}>
          <PageBoundary key={pathname}>
            <Suspense fallback={<p className="quiet pending">Loading the page…</p>}>
              {snapshot === undefined ? <FirstWait /> : <Outlet />}
            </Suspense>
          </PageBoundary>
        </main>
      </div>
    </div>
  );
}

function titleOf(pathname: string): string {
  const page = PAGE_LIST.find(({ path }) => (path === '/' ? pathname === '/' : pathname.startsWith(path)));
  return page?.title ?? 'Unknown page';
}

/** After a change of page the keyboard is at its content, as after a page load. */
function useFocusOnArrival(pathname: string) {
  const main = useRef<HTMLElement>(null);
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current !== pathname) {
      main.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    last.current = pathname;
  }, [pathname]);
  return main;
}

function Bar({
  snapshot,
  page,
  isStale,
}: {
  readonly snapshot: Snapshot | undefined;
  readonly page: string;
  readonly isStale: boolean;
}) {
  const { session, logOut } = useConsole();
  const route = snapshot?.route;
  const revision = route?.known === true ? route.value.revision : route?.last?.value.revision;
  const then = isStale || route?.known === false ? ' then' : '';
  return (
    <TopBar
      service={snapshot?.service.name ?? 'Understudy'}
      page={page}
      revision={revision === undefined ? 'Route not known' : `Route revision ${numberWords(revision)}${then}`}
      time={<ServiceClock />}
      person={
        <>
          {session.name}, {session.role}{' '}
          <button type="button" className="plain" onClick={logOut}>
            Log out
          </button>
        </>
      }
      age={<AgeTag />}
    />
  );
}

function Modes({ snapshot }: { readonly snapshot: Snapshot | undefined }) {
  const { store } = useConsole();
  const freshness = useFreshness();
  const why = useStream((state) => state.why);
  const age = useTicking(
    (nowMs) => durationWords(Math.floor((pulseAgeMs(store.state().pulse, nowMs) ?? 0) / 1000) * 1000),
    500,
  );
  if (snapshot === undefined) return null;
  const { pulse } = store.state();
  const asOfMs = pulse === undefined ? snapshot.atMs : pulse.wallMs - pulse.ageMs;
  const stale = freshness === 'old' || freshness === 'stale' ? [staleLine(freshness, age, asOfMs, why)] : [];
  return (
    <>
      <ModeLines lines={[...stale, ...modeLines(snapshot)]} />
      {snapshot.service.localCloud ? <BrokenLines /> : null}
    </>
  );
}
