import type { LocalCloudState } from '@understudy/api-contract';
import { durationWords } from '../words/duration-words.ts';
import type { Mark } from '../words/mark.ts';

export type LocalParty = LocalCloudState['parties'][number];
type Fault = LocalParty['faults'][number];
type Action = LocalParty['can'][number];

/** How late each request is where a region is slowed down from the page. */
export const SLOW_MS = 500;

/** One thing that can be done to a party, in the place that it keeps. */
interface PartyButton {
  readonly place: string;
  readonly action: Action;
  readonly words: string;
  /** Why it would change nothing now; absent: it would. */
  readonly off: string | undefined;
}

/** A fault as what it makes of the party. */
function isWords({ kind, ms = 0 }: Fault): string {
  switch (kind) {
    case 'killed':
      return 'is killed';
    case 'paused':
      return 'is paused';
    case 'slow':
      return `is slow by ${durationWords(ms)}`;
    case 'cut':
      return 'is cut off';
    case 'no-name':
      return 'has an empty name';
  }
}

const SHAPES: Readonly<Record<Fault['kind'], Omit<Mark, 'words'>>> = {
  killed: { tone: 'bad', glyph: 'bad' },
  paused: { tone: 'warn', glyph: 'hold' },
  slow: { tone: 'warn', glyph: 'warn' },
  cut: { tone: 'bad', glyph: 'off' },
  'no-name': { tone: 'bad', glyph: 'unknown' },
};

/** What a party is like: up, or each fault. */
export function partyMarks({ faults }: Pick<LocalParty, 'faults'>): readonly Mark[] {
  if (faults.length === 0) return [{ tone: 'ok', glyph: 'ok', words: 'Up' }];
  return faults.map((fault) => {
    const words = isWords(fault).replace(/^(?:is|has) /, '');
    return { ...SHAPES[fault.kind], words: `${words.slice(0, 1).toUpperCase()}${words.slice(1)}` };
  });
}

/** How long the oldest fault of a party has lasted, from a second on; absent where nothing is broken. */
export function brokenFor({ faults }: Pick<LocalParty, 'faults'>, nowMs: number): string | undefined {
  if (faults.length === 0) return undefined;
  const forMs = Math.max(1000, nowMs - Math.min(...faults.map(({ sinceMs }) => sinceMs)));
  return durationWords(Math.floor(forMs / 1000) * 1000);
}

/** What is said on every page of a party that is broken on purpose; absent of one that is up. */
export function brokenWords({ name, faults }: LocalParty): string | undefined {
  if (faults.length === 0) return undefined;
  return `${name} ${faults.map(isWords).join(' and ')} on purpose`;
}

/** Everything that can be done to a party. A button keeps its place while its state changes, so that it keeps the focus. */
export function partyButtons({ name, faults, can }: LocalParty): readonly PartyButton[] {
  const has = (kind: Fault['kind']) => faults.some((fault) => fault.kind === kind);
  const button = (place: string, action: Action, words: string): PartyButton => {
    const off = can.includes(action) ? undefined : offWords(action, name, faults);
    return { place, action, words, off };
  };
  const named = can.includes('empty-name') || has('no-name');
  return [
    has('killed') ? button('kill', 'restart', `Start ${name} again`) : button('kill', 'kill', `Kill ${name}`),
    has('paused') ? button('pause', 'go-on', `Let ${name} go on`) : button('pause', 'pause', `Pause ${name}`),
    button('slow', 'slow', `Slow ${name} by ${durationWords(SLOW_MS)}`),
    button('cut', 'cut', `Cut ${name} off`),
    ...(named ? [button('name', 'empty-name', `Empty the name of ${name}`)] : []),
    button('restore', 'restore', `Restore ${name}`),
  ];
}

function offWords(action: Action, name: string, faults: readonly Fault[]): string {
  if (action === 'restore') return `Off: nothing of ${name} is broken.`;
  const said = faults.map(isWords).join(' and ');
  return said === '' ? `Off: ${name} cannot do that now.` : `Off: ${name} ${said}.`;
}
