import { stopwatchText } from '@understudy/scenario';
import { foldSpans } from './fold-spans.ts';
import type { Scene } from './scene.ts';
import {
  accountParts,
  ageSpans,
  linkParts,
  regionParts,
  trafficParts,
  writerParts,
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

/** Lines of a terminal that the block leaves to what scrolls by, and to what is typed. */
const SPARE_ROWS = 4;
const LABEL_COLUMNS = 10;

export interface FrameOptions {
  readonly columns: number;
  /** Lines of the terminal. */
  readonly rows: number;
  readonly colour: boolean;
}

/** A line as it is written, and how many columns it takes without its escape codes. */
export interface FrameLine {
  readonly text: string;
  readonly columns: number;
}

/** Lines that are shown together, or not at all. */
interface Block {
  readonly lines: readonly Spans[];
  /** 0: goes last where the terminal has too few lines. */
  readonly rank: number;
}

/**
 * The block that a terminal shows at its foot and that is redrawn in place. No line is wider than the terminal, none
 * breaks a word, and where there are too few lines those that matter least are left out.
 */
export function renderFrame(scene: Scene, options: FrameOptions): readonly FrameLine[] {
  return chooseBlocks(blocksOf(scene, options.columns), options.rows - SPARE_ROWS)
    .flatMap(({ lines }) => lines)
    .map((spans) => ({
      text: paint(spans, options),
      columns: spans.reduce((sum, [text]) => sum + text.length, 0),
    }));
}

function blocksOf(scene: Scene, columns: number): readonly Block[] {
  const { phase, elapsedMs, route, traffic, links, regions, linksAgeMs } = scene;
  const fold = (text: string, parts: readonly Spans[]) =>
    foldSpans(parts, { columns, label: [` ${text}`.padEnd(LABEL_COLUMNS), 'dim'] });
  return [
    { lines: [[['─'.repeat(columns), 'dim']]], rank: 1 },
    { lines: [titleOf(phase, stopwatchText(elapsedMs), columns)], rank: 0 },
    { lines: fold('writer', writerParts(route)), rank: 2 },
    { lines: fold('traffic', trafficParts(traffic)), rank: 3 },
    { lines: fold('account', accountParts(scene)), rank: 4 },
    ...links.map((link, at) => {
      const [last = [], ...before] = linkParts(link).toReversed();
      const parts = [...before.toReversed(), [...last, ...ageSpans(linksAgeMs)]];
      return { lines: fold(at === 0 ? 'links' : '', parts), rank: 5 + at };
    }),
    { lines: fold('regions', regionParts(regions)), rank: 5 + links.length },
  ];
}

/** The phase, and the time where it fits beside it. */
function titleOf(phase: string, watch: string, columns: number): Spans {
  const title = ` ${phase}`;
  const gap = columns - title.length - watch.length - 1;
  const shown: Span = [title.slice(0, columns), 'bold'];
  return gap < 2 ? [shown] : [shown, [' '.repeat(gap)], [watch, 'dim']];
}

/** As many blocks as there are lines for, in their order; the title always. */
function chooseBlocks(blocks: readonly Block[], most: number): readonly Block[] {
  let left = most;
  const chosen = new Set<Block>();
  for (const block of [...blocks].sort((a, b) => a.rank - b.rank)) {
    left -= block.lines.length;
    if (left >= 0 || block.rank === 0) chosen.add(block);
    else break;
  }
  return blocks.filter((block) => chosen.has(block));
}

function paint(spans: Spans, { colour }: FrameOptions): string {
  return spans
    .map(([text, style = 'plain']) =>
      colour && text !== '' && SGR[style] !== '' ? `\u001b[${SGR[style]}m${text}\u001b[0m` : text,
    )
    .join('');
}
