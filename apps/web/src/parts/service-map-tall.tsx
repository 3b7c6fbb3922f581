import type { MapRegion, ServiceMapView } from '../answers/service-map-view.ts';
import { arrowHead, MapGlyph, MapRegionBox, shortened } from './map-region-box.tsx';

const REGION_X = [1, 199] as const;
const WIDTH = 144;

/** The same service for a narrow place: its servers above, the regions beside each other, the witness below. */
export function ServiceMapTall({
  view,
  title,
  isOnly = false,
}: {
  readonly view: ServiceMapView;
  readonly title: string;
  readonly isOnly?: boolean;
}) {
  return (
    <svg
      className={isOnly ? 'map tall only' : 'map tall'}
      viewBox="0 0 344 262"
      role="img"
      aria-label={title}
    >
      {view.regions.map((region, i) => (
        <WritePath key={region.name} region={region} isFirst={i === 0} />
      ))}
      <Servers view={view} />
      {view.regions.map((region, i) => (
        <MapRegionBox key={region.name} region={region} x={REGION_X[i] ?? 1} y={97} width={WIDTH} height={74}>
          <text x={(REGION_X[i] ?? 1) + 12} y={142}>
            {region.caption}
          </text>
          <text x={(REGION_X[i] ?? 1) + 12} y={159}>
            {shortened(region.line.replace('reached by ', '').replace(' observers', ' observe'), 21)}
          </text>
        </MapRegionBox>
      ))}
      <Links view={view} />
      <Witness view={view} />
    </svg>
  );
}

function WritePath({ region, isFirst }: { readonly region: MapRegion; readonly isFirst: boolean }) {
  const [from, to] = isFirst ? [118, 84] : [226, 262];
  const classes = { open: 'writes', opening: 'opening', cut: 'cut', ready: 'spare' } as const;
  const name = classes[region.writes];
  const hasHead = region.writes === 'open' || region.writes === 'opening';
  return (
    <>
      <path d={`M${from} 52C${from} 76 ${to} 70 ${to} 92`} className={name} />
      {hasHead ? <path d={`M${to - 4} 90L${to} 95L${to + 4} 90`} className={`${name} head`} /> : null}
      {region.writes === 'cut' ? (
        <>
          <circle cx={(from + to) / 2} cy="73" r="9" className="ground" />
          <MapGlyph name="bad" x={(from + to) / 2 - 8} y={65} size={16} tone="bad" />
        </>
      ) : null}
    </>
  );
}

function Servers({ view: { pools, balancers } }: { readonly view: ServiceMapView }) {
  const servers = pools.flatMap((pool) => pool.servers);
  const serving = servers.filter(({ tone }) => tone === 'ok' || tone === 'warn').length;
  const title = servers.length === 0 ? 'Your application' : `${servers.length} servers`;
  const words = servers.length === 0 ? 'not run by Understudy' : `${serving} of ${servers.length} serve`;
  const lost = balancers.filter(({ tone }) => tone === 'bad').length;
  return (
    <>
      <rect x="62" y="1" width="220" height="50" rx="10" className="box" />
      <text x="76" y="22" className="t">
        {title}
      </text>
      <text x="268" y="22" className="e">
        {balancers.length === 0 ? '' : `${balancers.length - lost} of ${balancers.length} balancers`}
      </text>
      <text x="76" y="40">
        {words}
      </text>
    </>
  );
}

function Links({
  view: {
    links: [down, up],
  },
}: {
  readonly view: ServiceMapView;
}) {
  return (
    <>
      <path d="M149 120H195" className={down.isStuck ? 'link stuck' : 'link'} />
      <path d={arrowHead(195, 120, 'right')} className="link head" />
      <path d="M149 146H195" className={up.isStuck ? 'link stuck' : 'link'} />
      <path d="M154 142L149 146L154 150" className="link head" />
      <text x="172" y="112" className="m sub">
        {down.isStuck ? 'stopped' : down.words}
      </text>
      <text x="172" y="162" className="m sub">
        {up.isStuck ? 'stopped' : up.words}
      </text>
    </>
  );
}

function Witness({ view: { witness, regions } }: { readonly view: ServiceMapView }) {
  return (
    <>
      {regions.map(({ name, role }, i) => (
        <path
          key={name}
          d={i === 0 ? 'M78 172V224H94' : 'M266 172V224H250'}
          className={role === 'lost' || !witness.isSeen ? 'cut thin' : 'ctl'}
        />
      ))}
      <rect x="97" y="198" width="150" height="58" rx="10" className={witness.isSeen ? 'box' : 'gone'} />
      <text x="172" y="217" className="t m">
        {shortened(witness.name, 18)}
      </text>
      <text x="172" y="233" className="m">
        witness
      </text>
      <text x="172" y="248" className="m">
        {witness.words}
      </text>
    </>
  );
}
