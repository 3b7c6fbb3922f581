import { durationWords } from '../words/duration-words.ts';
import { faultWords, type LocalFault, type LocalParty } from './fault-words.ts';

type Action = LocalParty['can'][number];

/** How late each request is where a region is slowed down from the page. */
export const SLOW_MS = 500;

/** One thing that can be done to a region, in the place that it keeps. */
interface PartyButton {
  readonly place: string;
  readonly action: Action;
  readonly words: string;
  /** Why it would change nothing now; absent: it would. */
  readonly off: string | undefined;
}

/** Everything that can be done to a region. A button keeps its place while its state changes, so that it keeps the focus. */
export function partyButtons({ name, faults, can }: LocalParty): readonly PartyButton[] {
  const has = (kind: LocalFault['kind']) => faults.some((fault) => fault.kind === kind);
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

function offWords(action: Action, name: string, faults: readonly LocalFault[]): string {
  if (action === 'restore') return `Off: nothing of ${name} is broken.`;
  const said = faults.map(faultWords).join(' and ');
  return said === '' ? `Off: ${name} cannot do that now.` : `Off: ${name} ${said}.`;
}
