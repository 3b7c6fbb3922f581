import { useId } from 'react';
import type { RunwayView } from '../../answers/runway-view.ts';

const percent = (share: number) => `${(share * 100).toFixed(2)}%`;

/** How much time a move has taken, takes, and may take before waiting writes fail. */
export function MoveRunway({ view, to }: { readonly view: RunwayView; readonly to: string }) {
  const words = useId();
  const { noticedShare, nowShare, expectedShare, deadlineShare, leftMs } = view;
  return (
    <figure className="runway" aria-labelledby={words}>
      <figcaption className="vh" id={words}>
        {view.words}
      </figcaption>
      <div className="rw" aria-hidden="true">
        <span className="rw-seg bad" style={{ left: 0, width: percent(noticedShare) }} />
        <span
          className="rw-seg go"
          style={{ left: percent(noticedShare), width: percent(Math.max(0, nowShare - noticedShare)) }}
        />
        <span
          className="rw-seg soon"
          style={{ left: percent(nowShare), width: percent(Math.max(0, expectedShare - nowShare)) }}
        />
        <span className="rw-up" style={{ left: percent(nowShare) }}>
          <b>now</b>
        </span>
        <span className="rw-up end" style={{ left: percent(deadlineShare) }}>
          <b>{view.deadline}</b> <span className="wideonly">waiting writes begin to fail</span>
          <span className="narrowonly">writes fail</span>
        </span>
        <span className="rw-down first">
          noticed<span className="wideonly"> {view.noticed}</span>
        </span>
        {leftMs === undefined ? null : (
          <span
            className={expectedShare > 0.55 ? 'rw-down end' : 'rw-down'}
            style={{ left: percent(expectedShare) }}
          >
            <b>{view.expected}</b> <span className="wideonly">{to}</span> takes writes
          </span>
        )}
      </div>
    </figure>
  );
}
