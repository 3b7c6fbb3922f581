import { Link } from 'react-router';
import { brokenFor, brokenWords } from '../answers/broken-words.ts';
import { Glyph } from '../parts/glyph.tsx';
import { useLocalCloud } from './use-local-cloud.ts';
import { useServiceNow } from './use-freshness.ts';

/** On every page: what of the local cloud is broken on purpose. A screen reader hears what, and not each second since. */
export function BrokenLines() {
  const { data } = useLocalCloud();
  const nowMs = useServiceNow();
  const broken = (data?.parties ?? []).filter(({ faults }) => faults.length > 0);
  if (broken.length === 0) return null;
  return (
    <section aria-label="Broken on purpose">
      {broken.map((party) => (
        <div key={party.name} className="lost-line is-warn">
          <Glyph name="warn" />
          <p>
            <b role="status">{brokenWords(party)}</b>, since {brokenFor(party, nowMs)}.{' '}
            <Link to="/local-cloud">The local cloud</Link>
          </p>
        </div>
      ))}
    </section>
  );
}
