import type { MovePreviewState } from '@understudy/api-contract';

type Refusal = MovePreviewState['refusals'][number];

/** What a person may accept by name: of a failover what it may lack, of a switchover what links could not apply. */
const ACCEPTABLE: Readonly<Record<MovePreviewState['kind'], ReadonlySet<string>>> = {
  failover: new Set(['UND_MOVES_LAG_UNKNOWN', 'UND_MOVES_LAG_TOO_HIGH']),
  switchover: new Set(['UND_MOVES_PARKED_RECORDS', 'UND_MOVES_PARKED_UNKNOWN']),
};

/** The refusals of a plan: those that a person may accept, and those that nothing but a remedy ends. */
export interface PlanRefusals {
  readonly acceptable: readonly Refusal[];
  readonly firm: readonly Refusal[];
}

export function planRefusals({ kind, refusals }: Pick<MovePreviewState, 'kind' | 'refusals'>): PlanRefusals {
  return {
    acceptable: refusals.filter(({ code }) => ACCEPTABLE[kind].has(code)),
    firm: refusals.filter(({ code }) => !ACCEPTABLE[kind].has(code)),
  };
}

/** What the form of a move holds. */
export interface MoveForm {
  readonly typed: string;
  readonly reason: string;
  readonly accepts: boolean;
}

/** What is missing until a move may be asked for; absent: nothing is. */
export function whatIsMissing(
  to: string,
  { acceptable, firm }: PlanRefusals,
  form: MoveForm,
): string | undefined {
  const [refusal] = firm;
  if (refusal !== undefined)
    return `Off: ${refusal.what}${firm.length > 1 ? ` And ${firm.length - 1} more.` : ''}`;
  if (acceptable.length > 0 && !form.accepts) return 'Off until you accept what is listed above.';
  if (form.reason.trim() === '') return 'Off until you say why.';
  const typed = form.typed.trim();
  if (typed === to) return undefined;
  if (typed === '') return 'Off until you type the region that becomes the writer.';
  return to.startsWith(typed)
    ? `Off until the name is complete: ${to.slice(typed.length)} is missing.`
    : `Off: ${typed} is not ${to}.`;
}
