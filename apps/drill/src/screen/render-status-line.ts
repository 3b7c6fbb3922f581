import type { Scene } from './scene.ts';
import { ageSpans, lagText, trafficParts, writerParts, type Spans } from './spans.ts';

/** The same in one line, for a pipe or a log: no escape codes, nothing redrawn. */
export function renderStatusLine(scene: Scene): string {
  const { route, traffic, links, linksAgeMs } = scene;
  const parts = [
    plainText(writerParts(route)),
    plainText(trafficParts(traffic)),
    ...links.map(
      ({ source, target, lagMs }) =>
        `${source} → ${target} ${lagText(lagMs)}${plainText([ageSpans(linksAgeMs)])}`,
    ),
  ];
  return parts.join(' | ');
}

function plainText(parts: readonly Spans[]): string {
  return parts.map((spans) => spans.map(([text]) => text).join('')).join(', ');
}
