import { countText, durationText, type TrafficRates } from '@understudy/scenario';
import type { Scene, SceneLink, SceneRegion, SceneRoute } from './scene.ts';

export type Style = 'plain' | 'bold' | 'dim' | 'good' | 'bad' | 'wait';
export type Span = readonly [text: string, style?: Style | undefined];

/** A line in parts, each with its style. */
export type Spans = readonly Span[];

/** Older than this, what is shown says its age. */
const STALE_MS = 3_000;

/** Who takes writes; each part is shown on one line where it fits on one. */
export function writerParts(route: SceneRoute | undefined): readonly Spans[] {
  if (route === undefined) return [[['no route yet', 'dim']]];
  const { writer, epoch, moving, merging, ageMs } = route;
  return [
    [
      [writer, moving === undefined ? 'good' : 'wait'],
      ...(moving === undefined ? [] : ([[` → ${moving.to} (${moving.step})`, 'wait']] as const)),
    ],
    [[`epoch ${String(epoch)}`], ...(merging.length === 0 ? ageSpans(ageMs) : [])],
    ...(merging.length === 0
      ? []
      : [[[`merging ${merging.join(', ')}`, 'wait'] as const, ...ageSpans(ageMs)]]),
  ];
}

export function regionParts(regions: readonly SceneRegion[]): readonly Spans[] {
  return regions.map(({ name, role, up }) => [
    [up ? '● ' : '✗ ', up ? 'good' : 'bad'],
    [name],
    [up ? ` ${role}` : ' dead', up ? 'dim' : 'bad'],
  ]);
}

/** What is wrong comes first. */
export function trafficParts(traffic: TrafficRates): readonly Spans[] {
  const { readsPerSecond, writesPerSecond, failed, waiting, longestWaitingMs, medianMs, p99Ms } = traffic;
  const held = waiting > 0 && longestWaitingMs >= 100;
  return [
    [[`failed ${countText(failed)}`, failed > 0 ? 'bad' : 'plain']],
    [
      [
        held ? `waiting ${String(waiting)} for ${durationText(longestWaitingMs)}` : 'none waiting',
        held ? 'wait' : 'plain',
      ],
    ],
    [[`reads ${readsPerSecond.toFixed(0)}/s`]],
    [[`writes ${writesPerSecond.toFixed(0)}/s`]],
    ...(medianMs === undefined || p99Ms === undefined
      ? []
      : ([[[`median ${durationText(medianMs)}`]], [[`p99 ${durationText(p99Ms)}`]]] as const)),
  ];
}

export function linkParts({ source, target, lagMs, applied, parked }: SceneLink): readonly Spans[] {
  return [
    [[`${source} → ${target}`]],
    [[lagText(lagMs), lagMs === undefined || lagMs > 1_000 ? 'wait' : 'plain']],
    [[`parked ${countText(parked)}`, parked > 0 ? 'bad' : 'plain']],
    [[`applied ${countText(applied)}`]],
  ];
}

export function lagText(lagMs: number | undefined): string {
  return lagMs === undefined ? 'lag unknown' : `lag ${durationText(lagMs)}`;
}

/** Writes that the workload sent, by how they ended; then what of them became a conflict. */
export function accountParts({
  acknowledged,
  withoutAnswer,
  missingAtPromotion,
  inLedger,
}: Scene): readonly Spans[] {
  const texts = [
    `acknowledged ${countText(acknowledged)}`,
    `without an answer ${countText(withoutAnswer)}`,
    ...(missingAtPromotion === undefined ? [] : [`missing at promotion ${countText(missingAtPromotion)}`]),
    ...(inLedger === undefined ? [] : [`conflicts in the ledger ${countText(inLedger)}`]),
  ];
  return texts.map((text) => [[text]]);
}

/** Nothing while what is shown is fresh; else how old it is. */
export function ageSpans(ageMs: number | undefined): Spans {
  return ageMs === undefined || ageMs < STALE_MS ? [] : [[` (seen ${durationText(ageMs)} ago)`, 'wait']];
}
