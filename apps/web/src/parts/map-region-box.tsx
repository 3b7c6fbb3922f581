import type { ReactNode } from 'react';
import type { MapMark, MapRegion } from '../answers/service-map-view.ts';
import type { GlyphName } from './glyph.tsx';

/** The pieces of both drawings of a service, placed by their callers. */
export function MapGlyph({
  name,
  x,
  y,
  size = 14,
  tone,
}: {
  readonly name: GlyphName;
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  readonly tone?: string;
}) {
  return (
    <use
      href={`#g-${name}`}
      x={x}
      y={y}
      width={size}
      height={size}
      {...(tone === undefined ? {} : { className: `c-${tone}` })}
    />
  );
}

const BOXES: Readonly<Record<MapRegion['role'], string>> = {
  writer: 'inked',
  standby: 'box',
  next: 'coming',
  lost: 'gone',
  was: 'box drained',
  unknown: 'box drained',
};
const SHAPES: Readonly<Record<MapRegion['role'], { readonly name: GlyphName; readonly tone?: string }>> = {
  writer: { name: 'writer' },
  standby: { name: 'standby', tone: 'idle' },
  next: { name: 'go', tone: 'go' },
  lost: { name: 'bad', tone: 'bad' },
  was: { name: 'standby', tone: 'idle' },
  unknown: { name: 'unknown', tone: 'idle' },
};

/** A region's box: its role as ink, outline, dashes or hatching, and in words. */
export function MapRegionBox({
  region,
  x,
  y,
  width,
  height,
  children,
}: {
  readonly region: MapRegion;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly children?: ReactNode;
}) {
  const { name, tone } = SHAPES[region.role];
  return (
    <g {...(region.role === 'writer' ? { className: 'on' } : {})}>
      <rect x={x} y={y} width={width} height={height} rx="10" className={BOXES[region.role]} />
      <MapGlyph name={name} x={x + 13} y={y + 14} size={12} {...(tone === undefined ? {} : { tone })} />
      <text x={x + 31} y={y + 25} className="t t15">
        {region.name}
      </text>
      {children}
    </g>
  );
}

/** A name with its state, in a chip. */
export function MapChip({
  mark,
  x,
  y,
  width,
}: {
  readonly mark: MapMark;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}) {
  return (
    <>
      <rect x={x} y={y} width={width} height={36} rx="6" className="chip" />
      <MapGlyph name={mark.glyph} x={x + 6} y={y + 11} tone={mark.tone} />
      <text x={x + 25} y={y + 15}>
        {shortened(mark.name, (width - 30) / 6.6)}
      </text>
      <text x={x + 25} y={y + 29} className="sub">
        {mark.words}
      </text>
    </>
  );
}

/** The end of a name that is too long: names of servers differ there. */
export function ending(text: string, most: number): string {
  return text.length <= most ? text : `…${text.slice(1 - most)}`;
}

/** SVG does not cut text that is too long. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, Math.max(1, Math.floor(most) - 1))}…`;
}

/** An arrow's head at the end of a path, pointing right or down or up. */
export function arrowHead(x: number, y: number, to: 'right' | 'down' | 'up'): string {
  if (to === 'right') return `M${x - 5} ${y - 4}L${x} ${y}L${x - 5} ${y + 4}`;
  const back = to === 'down' ? -6 : 6;
  return `M${x - 6} ${y + back}L${x} ${y}L${x + 6} ${y + back}`;
}
