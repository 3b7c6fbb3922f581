import type { ControlStore } from '@understudy/control-store';
import type { AuditEntry, MoveStep, MoveSteps, StepState } from '@understudy/findings';
import type { EpochRecord } from '@understudy/route';

/** Who began an epoch and why, as the audit has it. */
export interface EpochCause {
  readonly by: string;
  readonly why: string;
  /** How the steps after the move ended, or how far they came, by their names; absent: the audit has none. */
  readonly steps?: Readonly<Record<string, StepState>>;
}

/** How long before a promotion, and after it, the entry of its move may be written. In ms. */
const BEFORE_MS = 600_000;
const AFTER_MS = 3_600_000;
/** How long after it steps are looked for. In ms. */
const STEPS_MS = 600_000;

/**
 * Looks up the move that began an epoch; `undefined` where the audit has none, as for the first epoch.
 * @throws what the store throws
 */
export async function explainEpoch(
  store: ControlStore,
  { epoch, fromMs }: EpochRecord,
  signal: AbortSignal,
): Promise<EpochCause | undefined> {
  const around = { fromMs: fromMs - BEFORE_MS, untilMs: fromMs + AFTER_MS };
  let cause: Omit<EpochCause, 'steps'> | undefined;
  const steps: Record<string, StepState> = {};
  for await (const entry of store.readAudit(around, signal)) {
    if (cause !== undefined && entry.atMs > fromMs + STEPS_MS) break;
    if (cause === undefined && isMoveTo(epoch, entry)) cause = { by: entry.by, why: whyOf(entry) };
    const step = stepOf(epoch, entry);
    if (step !== undefined) steps[step.name] = step.state;
  }
  return cause && { ...cause, ...(Object.keys(steps).length > 0 && { steps }) };
}

/** The step after the promotion of this epoch that an entry tells of. */
function stepOf(epoch: number, { kind, data }: AuditEntry): Pick<MoveStep, 'name' | 'state'> | undefined {
  if (kind !== 'step') return undefined;
  const { move, step } = (data ?? {}) as { readonly move?: Partial<MoveSteps>; readonly step?: MoveStep };
  return move?.of === 'promotion' && move.epoch === epoch ? step : undefined;
}

/** The entry of a move's end has the mover's report. */
function isMoveTo(epoch: number, entry: AuditEntry): boolean {
  const report = reportOf(entry);
  return report['outcome'] === 'promoted' && report['epoch'] === epoch;
}

function whyOf(entry: AuditEntry): string {
  const { reason } = reportOf(entry);
  return typeof reason === 'string' ? reason : entry.what;
}

function reportOf({ kind, data }: AuditEntry): Readonly<Record<string, unknown>> {
  const report = kind === 'move' ? data?.['report'] : undefined;
  return typeof report === 'object' && report !== null ? (report as Readonly<Record<string, unknown>>) : {};
}
