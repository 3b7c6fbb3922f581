import type { Tone } from '../words/mark.ts';

/** How much of a limit is used. `words` says it to a screen reader; the words beside it say it to everyone else. */
export function Meter({
  name,
  value,
  most,
  words,
  tone,
}: {
  readonly name: string;
  readonly value: number;
  readonly most: number;
  readonly words: string;
  readonly tone?: Tone;
}) {
  const share = most > 0 ? Math.min(1, Math.max(0, value / most)) : 0;
  return (
    <div
      className={tone === undefined ? 'meter' : `meter is-${tone}`}
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={most}
      aria-valuenow={Math.min(value, most)}
      aria-valuetext={words}
    >
      <span style={{ width: `${(share * 100).toFixed(1)}%` }} />
    </div>
  );
}
