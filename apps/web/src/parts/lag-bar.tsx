import type { Tone } from '../words/mark.ts';

/** A lag on a scale on which its limit is the middle. The words beside it say the same. */
export function LagBar({
  lagMs,
  limitMs,
  tone,
}: {
  readonly lagMs: number | undefined;
  readonly limitMs: number | undefined;
  readonly tone: Tone;
}) {
  if (lagMs === undefined || limitMs === undefined || limitMs <= 0) return null;
  const share = Math.min(1, lagMs / (limitMs * 2));
  return (
    <div className="lagbar" aria-hidden="true">
      <span className={`is-${tone}`} style={{ width: `${(share * 100).toFixed(1)}%` }} />
      <i style={{ left: '50%' }} />
    </div>
  );
}
