import type { Scene } from './scene.ts';
import { ageSpans, lagText, trafficSpans, writerSpans, type Spans } from './spans.ts';

/** The same in one line, for a pipe or a log: no escape codes, nothing redrawn. */
export function renderStatusLine(scene: Scene): string {
  const { route, traffic, links, linksAgeMs } = scene;
  const parts = [
    route === undefined ? 'no route yet' : plainText(writerSpans(route)),
    plainText(trafficSpans(traffic)),
    ...links.map(
      ({ source, target, lagMs }) =>
        `${source} → ${target} ${lagText(lagMs)}${plainText(ageSpans(linksAgeMs))}`,
    ),
  ];
  return parts.join(' | ');
}

function plainText(spans: Spans): string {
  return spans.map(([text]) => text).join('');
}
