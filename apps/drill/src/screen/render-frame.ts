import { stopwatchText } from '@understudy/scenario';
import type { Scene } from './scene.ts';
import {
  accountText,
  ageSpans,
  linkSpans,
  regionSpans,
  trafficSpans,
  writerSpans,
  type Span,
  type Spans,
  type Style,
} from './spans.ts';

const SGR: Readonly<Record<Style, string>> = {
  plain: '',
  bold: '1',
  dim: '2',
  good: '32',
  bad: '31',
  wait: '33',
};

export interface FrameOptions {
  readonly columns: number;
  readonly colour: boolean;
}

/** The block that a terminal shows at its foot and that is redrawn in place; no line is wider than the terminal. */
export function renderFrame(scene: Scene, options: FrameOptions): readonly string[] {
  const { phase, elapsedMs, traffic, links } = scene;
  const title = ` ${phase}`;
  const watch = stopwatchText(elapsedMs);
  const gap = ' '.repeat(Math.max(2, options.columns - title.length - watch.length - 1));
  const lines: Spans[] = [
    [['─'.repeat(options.columns), 'dim']],
    [[title, 'bold'], [gap], [watch, 'dim']],
    [label('writer'), ...writerSpans(scene.route)],
    [label('regions'), ...regionSpans(scene.regions)],
    [label('traffic'), ...trafficSpans(traffic)],
    ...links.map((link, at): Spans => [
      label(at === 0 ? 'links' : ''),
      ...linkSpans(link),
      ...ageSpans(scene.linksAgeMs),
    ]),
    [label('account'), [accountText(scene)]],
  ];
  return lines.map((spans) => paint(spans, options));
}

function label(text: string): Span {
  return [` ${text.padEnd(9)}`, 'dim'];
}

/** Cuts at the terminal's edge, so that the number of lines is known when they are drawn over. */
function paint(spans: Spans, { columns, colour }: FrameOptions): string {
  let room = columns;
  return spans
    .map(([text, style = 'plain']) => {
      const shown = text.slice(0, room);
      room -= shown.length;
      return colour && shown !== '' && SGR[style] !== '' ? `\u001b[${SGR[style]}m${shown}\u001b[0m` : shown;
    })
    .join('');
}
