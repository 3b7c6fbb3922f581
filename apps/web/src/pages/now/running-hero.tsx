import type { MoveState, Snapshot } from '@understudy/api-contract';
import { useAsk } from '../../api/use-ask.ts';
import { moveStepsView } from '../../answers/move-steps-view.ts';
import { runwayView } from '../../answers/runway-view.ts';
import { knownValue } from '../../answers/known-value.ts';
import { sayWrites } from '../../answers/say-writes.ts';
import { useServiceNow } from '../../app/use-freshness.ts';
import { FigureList } from '../../parts/figure-list.tsx';
import { RegionName } from '../../parts/region-name.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { durationWords } from '../../words/duration-words.ts';
import { MoveRunway } from './move-runway.tsx';
import { SaySentence } from './say-sentence.tsx';

/** Until the API has said what it is: the limit that the topology has unless it says otherwise. */
const DEADLINE_MS = 30_000;

/** While the writer moves: what waits, until when it may, and how far the move has come. */
export function RunningHero({
  snapshot,
  move,
  isStale,
}: {
  readonly snapshot: Snapshot;
  readonly move: MoveState;
  readonly isStale: boolean;
}) {
  const nowMs = useServiceNow(200);
  const { data: limits } = useAsk('limits');
  const startMs = startOf(snapshot, move) ?? nowMs;
  const deadlineMs = limits?.limits.writeDeadlineMs ?? DEADLINE_MS;
  const runway = runwayView(move, { startMs, nowMs, deadlineMs });
  const steps = moveStepsView(move, nowMs);
  const running = steps.findIndex(({ place }) => place === 'run');
  const step = steps[running];
  return (
    <div className="hero running">
      <section aria-label="Writes">
        <SaySentence mark={sayWrites(snapshot.answers.writes, isStale)} isStale={isStale} />
        <MoveSentence move={move} leftMs={runway.leftMs} isStale={isStale} />
        {step === undefined ? null : (
          <p className="narrow-step" data-answer="now">
            <StateMark
              mark={{
                tone: 'go',
                glyph: 'run',
                words: `Step ${running + 1} of ${steps.length}: ${step.title}`,
              }}
            />
            <span className="nb">{step.took}</span>
          </p>
        )}
      </section>
      <FigureList
        big
        figures={[
          {
            name: move.kind === 'failover' ? 'Since the writer was missed' : 'Writes have waited',
            value: durationWords(Math.max(0, nowMs - startMs)),
          },
          { name: 'Writes may wait', value: durationWords(deadlineMs) },
          { name: 'Next epoch', value: move.epoch },
        ]}
      />
      <MoveRunway view={runway} to={move.to} />
    </div>
  );
}

function MoveSentence({
  move: { from, to, kind },
  leftMs,
  isStale,
}: {
  readonly move: MoveState;
  readonly leftMs: number | undefined;
  readonly isStale: boolean;
}) {
  return (
    <p className="say-sub" data-answer="writer">
      <RegionName name={from} role={kind === 'failover' ? 'lost' : 'was'} />{' '}
      {kind === 'failover' ? 'is lost.' : 'hands over.'} <RegionName name={to} role="next" />{' '}
      {isStale ? (
        'was about to take writes'
      ) : leftMs === undefined ? (
        'takes writes'
      ) : (
        <>
          takes writes within&nbsp;<b>{durationWords(Math.ceil(leftMs / 1000) * 1000)}</b>
        </>
      )}
    </p>
  );
}

/** When observers missed the writer first; of a switchover, and where that is not known, the claim. */
function startOf({ decision }: Snapshot, { kind, claimedMs }: MoveState): number | undefined {
  const missedMs = knownValue(decision)?.wanted?.missedSinceMs;
  return kind === 'failover' && missedMs !== undefined && missedMs < (claimedMs ?? Infinity)
    ? missedMs
    : claimedMs;
}
