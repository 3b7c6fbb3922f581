import type { ReactNode } from 'react';
import type { ServiceMapView } from '../answers/service-map-view.ts';
import { ServiceMapTall } from './service-map-tall.tsx';
import { ServiceMapWide } from './service-map-wide.tsx';

/** The service as a drawing: a wide and a tall one, neither of which shrinks into the other. A table beside it says the same. */
export function ServiceMap({
  view,
  children,
}: {
  readonly view: ServiceMapView;
  readonly children?: ReactNode;
}) {
  const title = mapWords(view);
  return (
    <figure className="topo">
      <ServiceMapWide view={view} title={title} />
      <ServiceMapTall view={view} title={title} />
      <figcaption>
        <span>
          <svg width="26" height="8" aria-hidden="true">
            <path d="M1 4H25" className="key-writes" />
          </svg>
          writes
        </span>
        <span>
          <svg width="26" height="8" aria-hidden="true">
            <path d="M1 4H25" className="key-spare" />
          </svg>
          ready, unused
        </span>
        <span>
          <svg width="26" height="10" aria-hidden="true">
            <path d="M1 2H25M1 5H25M1 8H25" className="key-links" />
          </svg>
          links
        </span>
        {children}
      </figcaption>
    </figure>
  );
}

/** The drawing in words, for those who do not see it. */
export function mapWords({ regions, links, witness, pools, isStale }: ServiceMapView): string {
  const [first, second] = regions;
  const servers = pools.reduce((sum, pool) => sum + pool.servers.length, 0);
  return [
    isStale ? 'As it was when last heard of.' : '',
    servers > 0 ? `${servers} servers write to the regions.` : 'The application writes to the regions.',
    `${first.name}: ${first.caption}, ${first.line}.`,
    `${second.name}: ${second.caption}, ${second.line}.`,
    `Links to ${second.name}: ${links[0].words}; to ${first.name}: ${links[1].words}.`,
    `The witness ${witness.name}: ${witness.words}. The table says the same.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}
