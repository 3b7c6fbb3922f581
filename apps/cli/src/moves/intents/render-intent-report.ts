import type { ExitName } from '@understudy/core';
import { describeAction, type Intent, plainLine } from '@understudy/findings';
import type { Route } from '@understudy/route';

/** What became of a move that orchestrators were asked for. */
export interface IntentReport {
  readonly driver: 'orchestrators';
  readonly exit: ExitName;
  readonly intent: Intent;
  /** Absent: it could not be read. */
  readonly route?: Route;
}

/** The same for people, and the next command. */
export function renderIntentReport({ exit, intent, route }: IntentReport): string {
  return [headline(exit, intent, route), ...outcomeLines(intent), ...nextLines(exit)].join('\n');
}

function headline(exit: ExitName, intent: Intent, route: Route | undefined): string {
  if (exit === 'stillRunning')
    return `Still going on without this command: the ${describeAction(intent)} (${intent.id}), ${intent.state}.`;
  if (route?.phase !== 'steady') return `The ${describeAction(intent)} (${intent.id}) is ${intent.state}.`;
  const where = `${route.writer} is the writer in epoch ${String(route.epoch)}.`;
  return exit === 'aborted' ? `Aborted: ${where}` : where;
}

function outcomeLines({ outcome, state }: Intent): readonly string[] {
  if (outcome === undefined) return [];
  const { code, what } = outcome;
  const text = code === undefined || what.startsWith(code) ? what : `${code}: ${what}`;
  return [state === 'unverified' ? `NOT VERIFIED. ${plainLine(text)}` : plainLine(text)];
}

function nextLines(exit: ExitName): readonly string[] {
  if (exit === 'stillRunning') return ['Next: understudy watch, or understudy abort to give it up'];
  return exit === 'unverified' ? ['Next: understudy status'] : [];
}
