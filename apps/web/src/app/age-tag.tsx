import { pulseAgeMs } from '../stream/pulse-age-ms.ts';
import { StateTag } from '../parts/state-tag.tsx';
import { ageWords, type Freshness } from '../words/age-words.ts';
import type { Mark } from '../words/mark.ts';
import { useConsole } from './console-context.ts';
import { useFreshness } from './use-freshness.ts';
import { useTicking } from './use-ticking.ts';

const MARKS: Readonly<Record<Freshness, Omit<Mark, 'words'>>> = {
  live: { tone: 'ok', glyph: 'ok' },
  old: { tone: 'warn', glyph: 'warn' },
  stale: { tone: 'bad', glyph: 'unknown' },
  unknown: { tone: 'idle', glyph: 'unknown' },
};

/** How old what the page shows is. A screen reader hears when that changes in kind, and not each tick of the clock. */
export function AgeTag() {
  const { store } = useConsole();
  const freshness = useFreshness();
  const words = useTicking((nowMs) => ageWords(pulseAgeMs(store.state().pulse, nowMs)), 200);
  return (
    <>
      <StateTag mark={{ ...MARKS[freshness], words }} />
      <span className="vh" role="status">
        {FRESHNESS_WORDS[freshness]}
      </span>
    </>
  );
}

const FRESHNESS_WORDS: Readonly<Record<Freshness, string>> = {
  live: 'The data is live.',
  old: 'The data is more than 3 seconds old.',
  stale: 'The data is more than 10 seconds old. Actions are off.',
  unknown: 'There is no data yet.',
};
