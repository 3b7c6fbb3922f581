import type { MoveState, Snapshot } from '@understudy/api-contract';
import { durationWords } from '../words/duration-words.ts';
import { knownValue } from './known-value.ts';
import type { StepView } from './move-steps-view.ts';

/** What came before the claim of a failover: who lost the writer, and how long it took until the move began. */
export function noticedStep(snapshot: Pick<Snapshot, 'decision'>, move: MoveState): readonly StepView[] {
  const wanted = knownValue(snapshot.decision)?.wanted;
  if (move.kind !== 'failover' || wanted?.from !== move.from) return [];
  const { agreeing, observers, missedSinceMs } = wanted;
  const took =
    missedSinceMs === undefined || move.claimedMs === undefined || move.claimedMs < missedSinceMs
      ? 'time not known'
      : durationWords(move.claimedMs - missedSinceMs);
  return [
    {
      key: 'noticed',
      title: 'Noticed',
      text: `${agreeing.length} of ${observers.length} observers got no answer of ${move.from}: ${agreeing.join(', ')}.`,
      place: 'done',
      isGate: false,
      tone: 'ok',
      glyph: 'ok',
      took,
      attempts: undefined,
      output: undefined,
    },
  ];
}
