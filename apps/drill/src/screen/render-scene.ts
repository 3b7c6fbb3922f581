import { type TrafficRates, countText, durationText, stopwatchText } from '@understudy/scenario';

/** What there is to see at one moment. */
export interface Scene {
  readonly elapsedMs: number;
  /** `4/9  the writer dies` */
  readonly phase: string;
  /** `undefined` until the route could be read. */
  readonly route?: SceneRoute;
  readonly regions: readonly SceneRegion[];
  readonly traffic: TrafficRates;
  readonly links: readonly SceneLink[];
  /** Writes of the journal, by how they ended. */
  readonly acknowledged: number;
  readonly withoutAnswer: number;
  /** Known from the promotion on. */
  readonly missingAtPromotion?: number;
  readonly inLedger: number;
}

export interface SceneRoute {
  readonly writer: string;
  readonly epoch: number;
  /** While the writer is being moved: to where, and how far it has come. */
  readonly moving?: { readonly to: string; readonly step: string };
  /** Regions that were left and whose writes are still being settled. */
  readonly merging: readonly string[];
}

export interface SceneRegion {
  readonly name: string;
  readonly role: 'writer' | 'standby' | 'witness';
  readonly up: boolean;
}

export interface SceneLink {
  readonly source: string;
  readonly target: string;
  /** `undefined` where the link can't tell, since it can't read its source. */
  readonly lagMs?: number;
  readonly applied: number;
  readonly lost: number;
  readonly parked: number;
}

type Style = 'plain' | 'bold' | 'dim' | 'good' | 'bad' | 'wait';
type Span = readonly [text: string, style?: Style];

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

/** The block that a terminal shows at its foot and that is drawn anew in place; no line is wider than the terminal. */
export function renderFrame(scene: Scene, options: FrameOptions): readonly string[] {
  const { phase, elapsedMs, traffic, links } = scene;
  const title = ` ${phase}`;
  const watch = stopwatchText(elapsedMs);
  const gap = ' '.repeat(Math.max(2, options.columns - title.length - watch.length - 1));
  const lines: (readonly Span[])[] = [
    [['─'.repeat(options.columns), 'dim']],
    [[title, 'bold'], [gap], [watch, 'dim']],
    [label('writer'), ...writerSpans(scene.route)],
    [label('regions'), ...regionSpans(scene.regions)],
    [label('traffic'), ...trafficSpans(traffic)],
    ...links.map((link, at): readonly Span[] => [label(at === 0 ? 'links' : ''), ...linkSpans(link)]),
    [label('account'), [accountText(scene)]],
  ];
  return lines.map((spans) => paint(spans, options));
}

/** The same in one line, for a pipe or a log: no escape codes, nothing redrawn. */
export function renderStatusLine(scene: Scene): string {
  const { route, traffic, links } = scene;
  const parts = [
    route === undefined ? 'no route yet' : plainText(writerSpans(route)),
    plainText(trafficSpans(traffic)),
    ...links.map(({ source, target, lagMs }) => `${source} → ${target} ${lagText(lagMs)}`),
  ];
  return parts.join(' | ');
}

function label(text: string): Span {
  return [` ${text.padEnd(9)}`, 'dim'];
}

function writerSpans(route: SceneRoute | undefined): readonly Span[] {
  if (route === undefined) return [['no route yet', 'dim']];
  const { writer, epoch, moving, merging } = route;
  return [
    [writer, moving === undefined ? 'good' : 'wait'],
    ...(moving === undefined ? [] : ([[` → ${moving.to} (${moving.step})`, 'wait']] as const)),
    [`, epoch ${String(epoch)}`],
    ...(merging.length === 0 ? [] : ([[`, merging ${merging.join(', ')}`, 'wait']] as const)),
  ];
}

function regionSpans(regions: readonly SceneRegion[]): readonly Span[] {
  return regions.flatMap(({ name, role, up }, at): readonly Span[] => [
    [at === 0 ? '' : '   '],
    [up ? '● ' : '✗ ', up ? 'good' : 'bad'],
    [name],
    [up ? ` ${role}` : ' dead', up ? 'dim' : 'bad'],
  ]);
}

function trafficSpans(traffic: TrafficRates): readonly Span[] {
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

function linkSpans({ source, target, lagMs, applied, lost, parked }: SceneLink): readonly Span[] {
  return [
    [`${source} → ${target}   `],
    [lagText(lagMs).padEnd(12), lagMs === undefined || lagMs > 1_000 ? 'wait' : 'plain'],
    [` applied ${countText(applied)}, lost ${countText(lost)}, `],
    [`parked ${countText(parked)}`, parked > 0 ? 'bad' : 'plain'],
  ];
}

function lagText(lagMs: number | undefined): string {
  return lagMs === undefined ? 'lag unknown' : `lag ${durationText(lagMs)}`;
}

function accountText({ acknowledged, withoutAnswer, missingAtPromotion, inLedger }: Scene): string {
  return [
    `acknowledged ${countText(acknowledged)}`,
    `without an answer ${countText(withoutAnswer)}`,
    ...(missingAtPromotion === undefined ? [] : [`missing at promotion ${countText(missingAtPromotion)}`]),
    `in the ledger ${countText(inLedger)}`,
  ].join(', ');
}

function plainText(spans: readonly Span[]): string {
  return spans.map(([text]) => text).join('');
}

/** Cuts at the terminal's edge, so that the number of lines is known when they are drawn over. */
function paint(spans: readonly Span[], { columns, colour }: FrameOptions): string {
  let room = columns;
  return spans
    .map(([text, style = 'plain']) => {
      const shown = text.slice(0, room);
      room -= shown.length;
      return colour && shown !== '' && SGR[style] !== '' ? `\u001b[${SGR[style]}m${shown}\u001b[0m` : shown;
    })
    .join('');
}
