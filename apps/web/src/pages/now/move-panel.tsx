import { useId } from 'react';
import { Link } from 'react-router';
import type { MoveView, MoveWay } from '../../answers/may-it-move.ts';
import { Glyph } from '../../parts/glyph.tsx';

/** May the writer move, each way, and what would it cost? A way that is refused keeps its place, with its reason. */
export function MovePanel({
  view,
  checked,
  off,
}: {
  readonly view: MoveView;
  /** What the last dry run found, and when. */
  readonly checked: string;
  /** Why no move can be planned from this page now. */
  readonly off: string | undefined;
}) {
  const heading = useId();
  return (
    <section className="may" aria-labelledby={heading}>
      <h2 data-answer="move" className="may-head" id={heading}>
        <span className={`is-${off === undefined ? view.head.tone : 'idle'}`}>
          <Glyph name={off === undefined ? view.head.glyph : 'off'} />
        </span>
        {off === undefined ? view.head.words : 'No move from this page'}
      </h2>
      <ul className="ways">
        {view.ways.map((way) => (
          <Way key={way.kind} way={way} off={off} />
        ))}
      </ul>
      <p>
        {off ?? `${checked} ${view.automatic}`} <Link to="/readiness">Readiness</Link>
      </p>
    </section>
  );
}

function Way({ way, off }: { readonly way: MoveWay; readonly off: string | undefined }) {
  const { kind, title, what, to, mark, reasons } = way;
  const [first] = reasons;
  const isOff = off !== undefined || to === undefined;
  return (
    <li>
      <div>
        <b>
          {title}
          <span className="vh">, {mark.words}</span>
        </b>
        <span>
          {mark.glyph === 'ok' || first === undefined ? what : `${first.what}${more(reasons.length)}`}
        </span>
      </div>
      {isOff ? (
        <span className="btn" role="link" aria-disabled="true" tabIndex={0}>
          Plan…<span className="vh"> a {kind}, off</span>
        </span>
      ) : (
        <Link className="btn" to={`/move?kind=${kind}&to=${encodeURIComponent(to)}`}>
          Plan…
          <span className="vh">
            {' '}
            a {kind} to {to}
          </span>
        </Link>
      )}
    </li>
  );
}

function more(reasons: number): string {
  return reasons > 1 ? ` And ${reasons - 1} more.` : '';
}
