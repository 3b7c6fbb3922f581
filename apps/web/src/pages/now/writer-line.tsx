import type { Snapshot } from '@understudy/api-contract';
import { RegionName } from '../../parts/region-name.tsx';
import { eventTimeWords } from '../../words/clock-words.ts';

/** The second answer: who the writer is, in which epoch, since when. */
export function WriterLine({
  snapshot,
  isStale,
}: {
  readonly snapshot: Snapshot;
  readonly isStale: boolean;
}) {
  const { writer, writes } = snapshot.answers;
  const { region, epoch, sinceMs, state, what } = writer;
  if (region === undefined)
    return (
      <p className="say-sub" data-answer="writer">
        {what}
      </p>
    );
  const isKnown = state === 'known' && !isStale;
  const since = sinceMs === undefined ? '' : `, since ${eventTimeWords(sinceMs, snapshot.atMs)}`;
  return (
    <>
      <p className="say-sub" data-answer="writer">
        <RegionName name={region} role={isKnown ? 'writer' : 'was'} /> {isKnown ? 'is' : 'was'} the writer
        {epoch === undefined ? '' : ` in epoch\u00a0${epoch}`}
        <span className="wideonly">{since}</span>
      </p>
      {writes.state === 'succeeding' ? null : <p className="say-why quiet">{writes.what}</p>}
    </>
  );
}
