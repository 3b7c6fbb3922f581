import type { MapLink, MapPool, MapRegion, ServiceMapView } from '../answers/service-map-view.ts';
import { arrowHead, ending, MapChip, MapGlyph, MapRegionBox, shortened } from './map-region-box.tsx';

const TOP = 20;
const BOTTOM = 334;
const REGION_X = 508;
const REGION_WIDTH = 220;
const REGION_HEIGHT = 110;
const REGION_Y = [TOP, BOTTOM - REGION_HEIGHT] as const;
const POOLS = 4;

interface Box {
  readonly y: number;
  readonly height: number;
}

/** The service from its visitors on the left to its regions on the right. */
export function ServiceMapWide({ view, title }: { readonly view: ServiceMapView; readonly title: string }) {
  const { pools, balancers, regions } = view;
  const shown = pools.slice(0, POOLS);
  const boxes = poolBoxes(Math.max(1, shown.length));
  return (
    <svg className="map wide" viewBox="0 10 728 336" role="img" aria-label={title}>
      <BalancerPart balancers={balancers} boxes={boxes} />
      {boxes.map((box, i) =>
        regions.map((region, j) => (
          <WritePath
            key={`${i} ${region.name}`}
            region={region}
            fromY={lane(box, j)}
            toY={lane({ y: REGION_Y[j] ?? TOP, height: REGION_HEIGHT }, i % 2)}
          />
        )),
      )}
      {shown.length === 0 ? (
        <g>
          <rect x="242" y={boxes[0]?.y} width="194" height={boxes[0]?.height} rx="10" className="box" />
          <text x="339" y="180" className="t m">
            Your application
          </text>
        </g>
      ) : (
        shown.map((pool, i) => (
          <PoolBox key={pool.name} pool={pool} box={boxes[i] ?? { y: TOP, height: 60 }} />
        ))
      )}
      <Links links={view.links} />
      {regions.map((region, i) => (
        <RegionPart key={region.name} region={region} y={REGION_Y[i] ?? TOP} />
      ))}
      <Witness view={view} />
    </svg>
  );
}

function poolBoxes(count: number): readonly Box[] {
  if (count === 1) return [{ y: 113, height: 128 }];
  const gap = count === 2 ? 58 : 14;
  const height = (BOTTOM - TOP - gap * (count - 1)) / count;
  return Array.from({ length: count }, (_, i) => ({ y: TOP + i * (height + gap), height }));
}

const lane = ({ y, height }: Box, index: number) => Math.round(y + height * (index === 0 ? 0.42 : 0.58));

function BalancerPart({
  balancers,
  boxes,
}: {
  readonly balancers: ServiceMapView['balancers'];
  readonly boxes: readonly Box[];
}) {
  if (balancers.length === 0) return null;
  const shown = balancers.slice(0, 2);
  const height = 38 + shown.length * 41;
  const y = 177 - height / 2;
  return (
    <>
      <text x="0" y="174" className="t">
        Visitors
      </text>
      <path d={`M58 177H82${arrowHead(83, 177, 'right')}`} className="wire" />
      <rect x="86" y={y} width="116" height={height} rx="10" className="box" />
      <text x="98" y={y + 22} className="t">
        HAProxy
      </text>
      {shown.map((mark, i) => (
        <MapChip key={mark.name} mark={mark} x={92} y={y + 32 + i * 41} width={104} />
      ))}
      {boxes.map(({ y: top, height: own }) => {
        const middle = top + own / 2;
        return (
          <path
            key={top}
            d={`M202 177C222 177 218 ${middle} 236 ${middle}${arrowHead(239, middle, 'right')}`}
            className="wire"
          />
        );
      })}
    </>
  );
}

function PoolBox({ pool, box }: { readonly pool: MapPool; readonly box: Box }) {
  const roomy = box.height >= 100;
  const chips = pool.servers.slice(0, pool.servers.length > 3 && roomy ? 0 : 3);
  return (
    <g>
      <rect x="242" y={box.y} width="194" height={box.height} rx="10" className="box" />
      <text x="254" y={box.y + 24} className="t">
        {shortened(pool.name, 14)}
      </text>
      <text x="424" y={box.y + 24} className="e">
        {pool.words}
      </text>
      {roomy && chips.length > 0 ? <ServerChips servers={chips} y={box.y + 38} /> : null}
      {roomy && chips.length === 0 ? <ServerDots servers={pool.servers} y={box.y + 40} /> : null}
      {roomy ? (
        <text x="254" y={box.y + box.height - 14}>
          {pool.place}
        </text>
      ) : null}
    </g>
  );
}

function ServerChips({ servers, y }: { readonly servers: MapPool['servers']; readonly y: number }) {
  return servers.map((server, i) => (
    <g key={server.name}>
      <rect x={254 + i * 58} y={y} width="54" height="52" rx="6" className="chip" />
      <text x={261 + i * 58} y={y + 19}>
        {ending(server.name, 6)}
      </text>
      <MapGlyph name={server.glyph} x={261 + i * 58} y={y + 28} size={13} tone={server.tone} />
    </g>
  ));
}

const DOTS_A_ROW = 14;
const DOT_ROWS = 5;

/** Many servers: one mark each, up to 70. */
function ServerDots({ servers, y }: { readonly servers: MapPool['servers']; readonly y: number }) {
  return servers
    .slice(0, DOTS_A_ROW * DOT_ROWS)
    .map((server, i) => (
      <MapGlyph
        key={server.name}
        name={server.glyph}
        x={254 + (i % DOTS_A_ROW) * 12.2}
        y={y + Math.floor(i / DOTS_A_ROW) * 13}
        size={9}
        tone={server.tone}
      />
    ));
}

function WritePath({
  region,
  fromY,
  toY,
}: {
  readonly region: MapRegion;
  readonly fromY: number;
  readonly toY: number;
}) {
  const shape = `M436 ${fromY}C474 ${fromY} 466 ${toY} 500 ${toY}`;
  const classes = { open: 'writes', opening: 'opening', cut: 'cut', ready: 'spare' } as const;
  const name = classes[region.writes];
  return (
    <>
      <path d={shape} className={name} />
      {region.writes === 'open' || region.writes === 'opening' ? (
        <path d={arrowHead(505, toY, 'right')} className={`${name} head`} />
      ) : null}
    </>
  );
}

function Links({ links: [down, up] }: { readonly links: readonly [MapLink, MapLink] }) {
  const top = TOP + REGION_HEIGHT + 4;
  const bottom = BOTTOM - REGION_HEIGHT - 4;
  const middle = (top + bottom) / 2;
  return (
    <>
      {[0, 6, 12].map((x) => (
        <g key={x}>
          <path d={`M${518 + x} ${top}V${bottom}`} className={down.isStuck ? 'link stuck' : 'link'} />
          <path d={`M${542 + x} ${bottom}V${top}`} className={up.isStuck ? 'link stuck' : 'link'} />
        </g>
      ))}
      <path d={arrowHead(524, bottom + 1, 'down')} className="link head" />
      <path d={arrowHead(548, top - 1, 'up')} className="link head" />
      <LinkWords link={down} arrow="↓" y={middle - 20} />
      <LinkWords link={up} arrow="↑" y={middle + 16} />
    </>
  );
}

function LinkWords({
  link: { words, isStuck, isKnown },
  arrow,
  y,
}: {
  readonly link: MapLink;
  readonly arrow: string;
  readonly y: number;
}) {
  return (
    <text x="564" y={y} className="t">
      {arrow} {isStuck ? 'stopped' : words}
      <tspan x="564" dy="15" className="sub">
        {isStuck ? words.replace(' stopped', ' links') : isKnown ? 'behind' : 'lag'}
      </tspan>
    </text>
  );
}

function RegionPart({ region, y }: { readonly region: MapRegion; readonly y: number }) {
  const chips = region.tables.slice(0, 3);
  return (
    <MapRegionBox region={region} x={REGION_X} y={y} width={REGION_WIDTH} height={REGION_HEIGHT}>
      <text x={REGION_X + 206} y={y + 26} className="e">
        {region.caption}
      </text>
      <text x={REGION_X + 14} y={y + 50}>
        {region.line}
      </text>
      {chips.map((table, i) => (
        <g key={table}>
          <rect x={REGION_X + 14 + i * 65} y={y + 72} width="61" height="24" rx="5" className="chip" />
          <text x={REGION_X + 44.5 + i * 65} y={y + 88} className="m">
            {i === 2 && region.tables.length > 3 ? `+${region.tables.length - 2}` : shortened(table, 9)}
          </text>
        </g>
      ))}
    </MapRegionBox>
  );
}

function Witness({ view: { witness } }: { readonly view: ServiceMapView }) {
  return (
    <>
      <path d={`M691 ${TOP + REGION_HEIGHT}V148M691 206V${BOTTOM - REGION_HEIGHT}`} className="ctl" />
      <rect x="644" y="148" width="84" height="58" rx="10" className={witness.isSeen ? 'box' : 'gone'} />
      <text x="686" y="166" className="t m t12">
        {shortened(witness.name, 13)}
      </text>
      <text x="686" y="182" className="m">
        witness
      </text>
      <text x="686" y="198" className="m">
        {witness.words}
      </text>
    </>
  );
}
