import { describeAction, type Intent, plainLine } from '@understudy/findings';
import { durationText } from '../../duration-text.ts';
import { CliError } from '../../errors.ts';

/** The error of the second of two who ask for a move: it names the first. */
export function refuseSecond(first: Intent, nowMs: number): CliError {
  const { id, by, reason, state, atMs } = first;
  const since = durationText(Math.max(0, nowMs - atMs));
  const now = state === 'taken' ? 'an orchestrator carries it out' : 'the leader begins it';
  return new CliError('UND_CLI_MOVE_ASKED_FOR', {
    what: plainLine(
      `${by} asked for a ${describeAction(first)} ${since} ago (${id}): ${reason}. It is ${state}: ${now}.`,
    ),
    details: { intent: first },
  });
}
