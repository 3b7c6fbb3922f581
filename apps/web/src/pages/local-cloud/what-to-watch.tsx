import { Link } from 'react-router';
import { PageSection } from '../../parts/page-section.tsx';

const SIGHTS = [
  {
    path: '/',
    page: 'Now',
    what: 'Kill the writer, or cut it off: writes wait, the orchestrators fail over, and each step of the move is there until it is verified.',
  },
  {
    path: '/observers',
    page: 'Observers',
    what: 'Slow a region: every look takes longer. A writer that is slow and answers stays the writer.',
  },
  {
    path: '/links',
    page: 'Links',
    what: 'Pause the standby: its links fall behind, nothing moves, and they catch up once it goes on.',
  },
  {
    path: '/incidents',
    page: 'Incidents',
    what: 'Kill the witness: writes go on by the fences, and nothing can be moved until it is back.',
  },
] as const;

/** Beside the faults: where each of them shows. */
export function WhatToWatch() {
  return (
    <PageSection title="What to watch" className="sec watch-list">
      <ul className="bullets">
        {SIGHTS.map(({ path, page, what }) => (
          <li key={path}>
            <Link to={path}>{page}</Link>. {what}
          </li>
        ))}
      </ul>
    </PageSection>
  );
}
