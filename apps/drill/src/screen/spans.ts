import { countText, durationText, type TrafficRates } from '@understudy/scenario';
import type { Scene, SceneLink, SceneRegion, SceneRoute } from './scene.ts';

export type Style = 'plain' | 'bold' | 'dim' | 'good' | 'bad' | 'wait';
export type Span = readonly [text: string, style?: Style];

/** A line in parts, each with its style. */
export type Spans = readonly Span[];

/** Older than this, what is shown says its age. */
const STALE_MS = 3_000;

export function writerSpans(route: SceneRoute | undefined): Spans {
  if (route === undefined) return [['no route yet', 'dim']];
  const { writer, epoch, moving, merging, ageMs } = route;
  return [
    [writer, moving === undefined ? 'good' : 'wait'],
    ...(moving === undefined ? [] : ([[` → ${moving.to} (${moving.step})`, 'wait']] as const)),
    [`, epoch ${String(epoch)}`],
    ...(merging.length === 0 ? [] : ([[`, merging ${merging.join(', ')}`, 'wait']] as const)),
    ...ageSpans(ageMs),
  ];
}

export function regionSpans(regions: readonly SceneRegion[]): Spans {
  return regions.flatMap(({ name, role, up }, at): Spans => [
    [at === 0 ? '' : '   '],
    [up ? '● ' : '✗ ', up ? 'good' : 'bad'],
    [name],
    [up ? ` ${role}` : ' dead', up ? 'dim' : 'bad'],
  ]);
}

export function trafficSpans(traffic: TrafficRates): Spans {
  const { readsPerSecond, writesPerSecond, failed, waiting, longestWaitingMs, medianMs, p99Ms } = traffic;
  const held = waiting > 0 && longestWaitingMs >= 100;
  return [
    [`reads ${readsPerSecond.toFixed(0)}/s, writes ${writesPerSecond.toFixed(0)}/s, `],
    [`failed ${countText(failed)}`, failed > 0 ? 'bad' : 'plain'],
    [', '],
    [
      held ? `waiting ${String(waiting)} for ${durationText(longestWaitingMs)}` : 'none waiting',
      held ? 'wait' : 'plain',
    ],
    ...(medianMs === undefined || p99Ms === undefined
      ? []
      : ([[`, median ${durationText(medianMs)}, p99 ${durationText(p99Ms)}`]] as const)),
  ];
}

export function linkSpans({ source, target, lagMs, applied, lost, parked }: SceneLink): Spans {
  return [
    [`${source} → ${target}   `],
    [lagText(lagMs).padEnd(12), lagMs === undefined || lagMs > 1_000 ? 'wait' : 'plain'],
    [` applied ${countText(applied)}, lost ${countText(lost)}, `],
    [`parked ${countText(parked)}`, parked > 0 ? 'bad' : 'plain'],
  ];
}

export function lagText(lagMs: number | undefined): string {
  return lagMs === undefined ? 'lag unknown' : `lag ${durationText(lagMs)}`;
}

export function accountText({ acknowledged, withoutAnswer, missingAtPromotion, inLedger }: Scene): string {
  return [
    `acknowledged ${countText(acknowledged)}`,
    `without an answer ${countText(withoutAnswer)}`,
    ...(missingAtPromotion === undefined ? [] : [`missing at promotion ${countText(missingAtPromotion)}`]),
    `in the ledger ${countText(inLedger)}`,
  ].join(', ');
}

/** Nothing while what is shown is fresh; else how old it is. */
export function ageSpans(ageMs: number | undefined): Spans {
  return ageMs === undefined || ageMs < STALE_MS ? [] : [[` (seen ${durationText(ageMs)} ago)`, 'wait']];
}
