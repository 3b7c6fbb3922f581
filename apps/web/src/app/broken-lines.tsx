import { Link } from 'react-router';
import { brokenFor, brokenWords } from '../answers/local-cloud-view.ts';
import { Glyph } from '../parts/glyph.tsx';
import { useLocalCloud } from './use-local-cloud.ts';
import { useServiceNow } from './use-freshness.ts';

/** On every page: what of the local cloud is broken on purpose. A screen reader hears what, and not each second since. */
export function BrokenLines() {
  const { data } = useLocalCloud();
  const nowMs = useServiceNow();
  return (
    <>
      {(data?.parties ?? []).map((party) => {
        const words = brokenWords(party);
        return words === undefined ? null : (
          <div key={party.name} className="lost-line is-warn">
            <Glyph name="warn" />
            <p>
              <b role="status">{words}</b>, since {brokenFor(party, nowMs)}.{' '}
              <Link to="/local-cloud">The local cloud</Link>
            </p>
          </div>
        );
      })}
    </>
  );
}
