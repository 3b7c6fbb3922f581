import type { AuditEntry, Intent, WantedFailover } from '@understudy/findings';
import { intentIdOf, intentOf } from './intent-of.ts';
import type { MoveRecord } from './move-record.ts';
import type { MoveRequestAccount } from './move-account.ts';

/** Who wanted a move and who agreed, as far as the audit has it. Pure. */
export function requestOf(
  { report, data }: MoveRecord,
  entries: readonly AuditEntry[],
  wanted: WantedFailover | undefined,
): MoveRequestAccount {
  const id = intentIdOf(report.reason);
  const stored = entries.flatMap((entry) => intentOf(entry) ?? []).filter((intent) => intent.id === id);
  const automatic = entries.some((entry) => isBegun(entry, id));
  const answer = stored.find((intent) => intent.answer !== undefined)?.answer;
  const [asked] = stored;
  const person = asked?.by ?? nameOf(data);
  return {
    automatic,
    ...(!automatic && person !== undefined && { by: person }),
    ...(id !== undefined && { intent: id }),
    ...(automatic && wanted && { agreeing: wanted.agreeing, observers: wanted.observers }),
    ...(answer && { answer: { by: answer.by, comment: answer.comment } }),
    ...lossOf(asked),
  };
}

/** The entry that an orchestrator writes when it begins what it decided: `data` names the intent alone. */
export function isBegun({ kind, data }: AuditEntry, id: string | undefined): boolean {
  return kind === 'decision' && id !== undefined && data?.['intent'] === id;
}

/** Of a move that a person's command made. */
function nameOf(data: MoveRecord['data']): string | undefined {
  const { by } = data;
  return typeof by === 'string' ? by : undefined;
}

function lossOf(intent: Intent | undefined): Pick<MoveRequestAccount, 'acceptedLoss'> {
  const action = intent?.action;
  return action?.kind === 'failover' && action.acceptedLoss !== undefined
    ? { acceptedLoss: action.acceptedLoss }
    : {};
}
