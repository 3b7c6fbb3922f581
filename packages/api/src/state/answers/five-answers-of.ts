import type { FiveAnswers, MoveState } from '@understudy/api-contract';
import type { Facts } from '../facts.ts';
import { answerAdvice } from './answer-advice.ts';
import { answerMove } from './answer-move.ts';
import { answerNow } from './answer-now.ts';
import { answerWriter } from './answer-writer.ts';
import { answerWrites } from './answer-writes.ts';

/** The five answers that every page begins with. Their sentences hold no ages: pages count from `sinceMs`. Pure. */
export function fiveAnswersOf(facts: Facts, state: MoveState | null): FiveAnswers {
  const writes = answerWrites(facts);
  const move = answerMove(facts);
  const now = answerNow(facts, state);
  return {
    writes,
    writer: answerWriter(facts),
    move,
    now,
    advice: answerAdvice(facts, { now, move, writes }, state),
  };
}
