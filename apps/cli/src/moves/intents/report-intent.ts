import type { CommandContext } from '@understudy/command-line';
import type { ExitName } from '@understudy/core';
import { describeAction, type Intent, plainLine } from '@understudy/findings';
import type { Route } from '@understudy/route';
import { CliError } from '../../errors.ts';
import { timeText } from '../../time-text.ts';
import type { FollowedIntent } from './follow-intent.ts';
import { renderIntentReport, type IntentReport } from './render-intent-report.ts';

const ABORT = '`understudy watch` follows it, `understudy abort` gives it up';

/**
 * Writes what became of a move that orchestrators were asked for, and gives the exit.
 * @param route as it is now; absent where it can't be read
 * @throws CliError `UND_CLI_MOVE_REFUSED`, `UND_CLI_MOVE_NOT_BEGUN`
 */
export function reportIntent(
  followed: FollowedIntent,
  route: Route | undefined,
  context: CommandContext,
): ExitName {
  const { how, intent } = followed;
  if (how !== 'ended' && followed.because === 'interrupted') {
    context.err(`${interruptedText(followed)}\n`);
    return 'interrupted';
  }
  if (how === 'withdrawn') throw notBegun(intent);
  if (how === 'ended' && (intent.state === 'refused' || intent.state === 'rejected')) throw refused(intent);
  if (how === 'ended' && intent.state === 'expired') throw notBegun(intent);
  const exit = how === 'going-on' ? 'stillRunning' : exitOf(intent, route);
  const report: IntentReport = { driver: 'orchestrators', exit, intent, ...(route && { route }) };
  context.result(report, renderIntentReport);
  return exit;
}

/** `failed` is never said before the route says so. */
function exitOf({ state, action }: Intent, route: Route | undefined): ExitName {
  if (state === 'done') return 'done';
  if (state === 'unverified') return 'unverified';
  if (state === 'aborted') return 'aborted';
  if (route === undefined) return 'unverified';
  if (route.phase === 'moving') return 'stillRunning';
  return action.kind !== 'abort' && route.writer === action.to ? 'unverified' : 'aborted';
}

function interruptedText({ how, intent }: FollowedIntent): string {
  const what = `the ${describeAction(intent)} (${intent.id})`;
  if (how === 'withdrawn') return `Withdrawn before it began: ${what}. Nothing was changed.`;
  if (intent.state === 'taken') return `The orchestrators go on with ${what}: ${ABORT}.`;
  return `It is not known whether ${what} has begun; nothing begins after ${timeText(intent.untilMs)}: ${ABORT}.`;
}

function notBegun(intent: Intent): CliError {
  return new CliError('UND_CLI_MOVE_NOT_BEGUN', {
    what: plainLine(
      `The ${describeAction(intent)} (${intent.id}): ${intent.outcome?.what ?? 'its time is over.'}`,
    ),
    details: { intent },
  });
}

function refused(intent: Intent): CliError {
  const { code, what = 'it does not say why' } = intent.outcome ?? {};
  return new CliError('UND_CLI_MOVE_REFUSED', {
    what: plainLine(
      `The orchestrators refused the ${describeAction(intent)}: ${code === undefined || what.startsWith(code) ? '' : `${code}: `}${what}`,
    ),
    details: { intent },
  });
}
