import { useEffect, useState } from 'react';
import { NavLink, useLocation } from 'react-router';
import type { Mark } from '../words/mark.ts';
import { StateMark } from '../parts/state-mark.tsx';
import { useConsole } from './console-context.ts';
import { LOCAL_CLOUD_PATH, PAGE_LIST } from './page-list.ts';

/** One orchestrator in the rail: what it finds of itself and of the writer. */
interface WatchLine {
  readonly name: string;
  readonly mark: Mark;
  readonly note: string;
}

export interface RailFacts {
  readonly watch: readonly WatchLine[];
  /** What is said where the list is empty. */
  readonly without: string;
  /** Whether failovers are automatic, in words. */
  readonly automatic: string;
  readonly isLocalCloud: boolean;
  /** How many things wait for a decision, by the path of their page. */
  readonly counts: Readonly<Record<string, { readonly count: number; readonly what: string }>>;
}

/** The pages, and the orchestrators at a glance. On a phone it is five tabs at the bottom. */
export function PageRail({ facts }: { readonly facts: RailFacts | undefined }) {
  const [isOpen, setOpen] = useState(false);
  const { pathname } = useLocation();
  const { session, logOut } = useConsole();
  useEffect(() => setOpen(false), [pathname]);
  return (
    <nav className="rail" aria-label="Pages">
      <NavLink className="brand" to="/">
        <svg viewBox="0 0 22 22" aria-hidden="true">
          <rect
            x="7.5"
            y="7.5"
            width="13"
            height="13"
            rx="3.5"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
          />
          <rect x="1" y="1" width="14" height="14" rx="4" fill="currentColor" />
        </svg>
        Understudy
      </NavLink>
      <ul>
        {PAGE_LIST.filter(({ isFirst }) => isFirst).map((page) => (
          <RailLink key={page.path} {...page} counts={facts?.counts} />
        ))}
        <li className="more">
          <button
            type="button"
            className={isBehind(pathname) ? 'here' : ''}
            aria-expanded={isOpen}
            aria-controls="more-pages"
            onClick={() => setOpen(!isOpen)}
          >
            More
          </button>
        </li>
      </ul>
      <ul className={isOpen ? 'rest open' : 'rest'} id="more-pages">
        {restOf(facts).map((page) => (
          <RailLink key={page.path} {...page} counts={facts?.counts} />
        ))}
        <li className="leave">
          <button type="button" onClick={logOut}>
            Log out<span className="quiet">, {session.name}</span>
          </button>
        </li>
      </ul>
      {facts === undefined ? null : <Watch {...facts} />}
    </nav>
  );
}

function RailLink({
  path,
  title,
  counts,
}: {
  readonly path: string;
  readonly title: string;
  readonly counts: RailFacts['counts'] | undefined;
}) {
  const counted = counts?.[path];
  return (
    <li>
      <NavLink to={path} end={path === '/'}>
        {title}
        {counted === undefined || counted.count === 0 ? null : (
          <span className="count">
            {counted.count}
            <span className="vh"> {counted.what}</span>
          </span>
        )}
      </NavLink>
    </li>
  );
}

function Watch({ watch, without, automatic }: RailFacts) {
  return (
    <section className="watch" aria-label="Orchestrators">
      <h2>Orchestrators</h2>
      {watch.map(({ name, mark, note }) => (
        <div key={name}>
          <StateMark mark={mark}>{name}</StateMark>
          <span>{note}</span>
        </div>
      ))}
      {watch.length === 0 ? <p>{without}</p> : null}
      <p>{automatic}</p>
    </section>
  );
}

/** The pages behind More. */
function restOf(facts: RailFacts | undefined) {
  return PAGE_LIST.filter(
    ({ path, isFirst }) => !isFirst && (path !== LOCAL_CLOUD_PATH || facts?.isLocalCloud === true),
  );
}

/** Whether the page is one of those behind More. */
function isBehind(pathname: string): boolean {
  return PAGE_LIST.some(({ path, isFirst }) => !isFirst && pathname.startsWith(path));
}
