import type { Snapshot } from '@understudy/api-contract';
import { useAsk } from '../../api/use-ask.ts';
import { fiveAnswers } from '../../answers/five-answers.ts';
import { mayItMove } from '../../answers/may-it-move.ts';
import { sayWrites } from '../../answers/say-writes.ts';
import { knownValue } from '../../answers/known-value.ts';
import { readinessCount } from '../../answers/readiness-mark.ts';
import { useMayAct } from '../../app/use-may-act.ts';
import { StateMark } from '../../parts/state-mark.tsx';
import { durationWords } from '../../words/duration-words.ts';
import { historyBars } from '../../words/history-bars.ts';
import { MovePanel } from './move-panel.tsx';
import { NowFigures } from './now-figures.tsx';
import { SaySentence } from './say-sentence.tsx';
import { WriterLine } from './writer-line.tsx';
import { WriteStrip } from './write-strip.tsx';

const MINUTES = 60;

/** While no move runs: the sentence, its figures and the last hour, beside whether the writer may move. */
export function IdleHero({ snapshot, isStale }: { readonly snapshot: Snapshot; readonly isStale: boolean }) {
  const { data } = useAsk('metricsHistory', {}, { everyMs: 10_000 });
  const points = data?.points ?? [];
  const off = useMayAct();
  const { answers, atMs } = snapshot;
  return (
    <div className="hero">
      <section aria-label="Writes">
        <SaySentence mark={sayWrites(answers.writes, isStale)} isStale={isStale} />
        <WriterLine snapshot={snapshot} isStale={isStale} />
        <p className="narrow-step" data-answer="now">
          <StateMark mark={fiveAnswers(snapshot, isStale).now.mark} />
        </p>
        <NowFigures snapshot={snapshot} latest={points.at(-1)} />
        <WriteStrip bars={historyBars(points, atMs, MINUTES)} nowMs={atMs} isStale={isStale} />
      </section>
      <MovePanel
        view={mayItMove(answers.move, answers.now)}
        checked={checkedWords(snapshot)}
        off={isStale ? off : undefined}
      />
    </div>
  );
}

function checkedWords({ readiness, atMs }: Snapshot): string {
  const found = knownValue(readiness);
  if (found === undefined) return 'No dry run was made yet.';
  return `${readinessCount(found)} ${durationWords(Math.max(0, atMs - found.foundMs))} ago.`;
}
