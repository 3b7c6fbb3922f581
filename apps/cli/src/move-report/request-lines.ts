import { plainLine } from '@understudy/findings';
import type { MoveAccount } from './move-account.ts';

/** Who wanted a move and who agreed, one sentence each. */
export function requestLines({ request, report, drivenBy }: MoveAccount): readonly string[] {
  const { by, automatic, intent, agreeing, observers, answer } = request;
  return [
    automatic
      ? 'The orchestrators decided it.'
      : by === undefined
        ? 'The audit does not say who asked for it.'
        : `${by} asked for it.`,
    ...(agreeing === undefined
      ? []
      : [`Agreed: ${agreeing.join(', ')}, of ${(observers ?? []).join(', ')}.`]),
    ...(answer === undefined ? [] : [`${answer.by} approved it: ${answer.comment}`]),
    `Driven to its end by ${drivenBy}${report.tookOverAt === undefined ? '' : `, which took it over at the step ${report.tookOverAt}`}.`,
    `Reason: ${report.reason}`,
    ...(intent === undefined ? [] : [`Intent: ${intent}`]),
  ].map(plainLine);
}
