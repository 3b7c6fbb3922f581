import type { PlanRefusals } from '../../answers/plan-refusals.ts';
import { StateMark } from '../../parts/state-mark.tsx';

/** Refusals that a person may accept, and those that only their remedy ends. */
export function AcceptRefusals({
  refusals: { acceptable, firm },
  accepts,
  onAccept,
}: {
  readonly refusals: PlanRefusals;
  readonly accepts: boolean;
  readonly onAccept: (accepts: boolean) => void;
}) {
  if (acceptable.length === 0 && firm.length === 0)
    return <StateMark mark={{ tone: 'ok', glyph: 'ok', words: 'Nothing is in the way' }} />;
  return (
    <>
      {firm.map(({ code, what, remedy }) => (
        <div key={`${code} ${what}`}>
          <StateMark mark={{ tone: 'bad', glyph: 'off', words: what }} />
          <p className="small quiet">{remedy}</p>
        </div>
      ))}
      {acceptable.length === 0 ? null : (
        <fieldset>
          <legend>
            <StateMark mark={{ tone: 'warn', glyph: 'warn', words: countOf(acceptable.length) }} />
          </legend>
          <ul className="bullets small">
            {acceptable.map(({ code, what }) => (
              <li key={`${code} ${what}`}>
                {what} <code>{code}</code>
              </li>
            ))}
          </ul>
          <label className="tick">
            <input type="checkbox" checked={accepts} onChange={({ target }) => onAccept(target.checked)} />
            <span>I accept that what is missing is merged later.</span>
          </label>
        </fieldset>
      )}
    </>
  );
}

function countOf(count: number): string {
  return count === 1
    ? '1 refusal, which a person may accept'
    : `${count} refusals, which a person may accept`;
}
