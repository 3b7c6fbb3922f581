import type { FreezeAnswer, FreezeRequest, UnfreezeAnswer } from '@understudy/api-contract';
import { plainLine } from '@understudy/findings';
import { writeEntry, type OrderContext } from './order-context.ts';
import { timeText } from './time-text.ts';

/** Stops automatic moves for a time; the last one counts. @throws what the control store throws */
export async function freeze({ reason, forMs }: FreezeRequest, context: OrderContext): Promise<FreezeAnswer> {
  const { control, clock, by } = context;
  const replaces = (await control.read()).directives.freeze;
  const atMs = clock.wallMs();
  const next = { by, reason: plainLine(reason), atMs, untilMs: atMs + forMs };
  await control.putFreeze(next);
  const what = `Froze automatic moves until ${timeText(next.untilMs)}: ${next.reason}`;
  await writeEntry(context, { kind: 'directive', what, data: { freeze: next } });
  return { freeze: next, ...(replaces !== undefined && { replaces }) };
}

/** Lifts the freeze, where there is one. @throws what the control store throws */
export async function unfreeze(context: OrderContext): Promise<UnfreezeAnswer> {
  const { control } = context;
  const { freeze: lifted } = (await control.read()).directives;
  if (lifted === undefined || !(await control.removeFreeze())) return { lifted: false };
  const what = `Lifted the freeze of ${lifted.by}: ${lifted.reason}`;
  await writeEntry(context, { kind: 'directive', what, data: { lifted } });
  return { lifted: true, freeze: lifted };
}
