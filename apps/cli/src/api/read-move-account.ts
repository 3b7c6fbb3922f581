import type { MoveAccountState, MoveSummary } from '@understudy/api-contract';
import type { ControlStore } from '@understudy/control-store';
import type { Clock } from '@understudy/core';
import type { OpenedService } from '@understudy/service';
import type { MoveRecord } from '../move-report/move-record.ts';
import { readAccount } from '../move-report/read-account.ts';
import { readMoves } from '../move-report/read-moves.ts';
import { readRisk } from '../move-report/read-risk.ts';

const SHOWN = 100;

/** The last moves, as lists show them. @throws what the store throws */
export async function readMoveSummaries(
  store: Pick<ControlStore, 'readAudit'>,
  signal: AbortSignal,
): Promise<readonly MoveSummary[]> {
  return (await readMoves(store, SHOWN, signal)).moves.map(toSummary);
}

export interface AccountSources {
  readonly service: OpenedService;
  readonly control: ControlStore;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Everything about one move. @throws CliError `UND_CLI_NAME_UNKNOWN`; what the control store throws */
export async function readMoveAccount(
  moveId: string,
  { service, control, clock, signal }: AccountSources,
): Promise<MoveAccountState> {
  const parties = {
    service: service.topology.service,
    store: control,
    readRisk: (risk: Parameters<typeof readRisk>[1]) => readRisk(service, risk, clock),
  };
  const account = await readAccount(moveId, parties, { clock, signal });
  const { report, drivenBy, request, evidence, moments, steps, verified, atRisk, now, unknown } = account;
  const endedMs = moments.find(({ name }) => name === 'promoted' || name === 'aborted')?.atMs;
  return {
    ...toSummary({
      report,
      by: drivenBy,
      endedMs: endedMs ?? moments.at(-1)?.atMs ?? account.atMs,
      data: {},
    }),
    request,
    evidence,
    moments,
    steps,
    ...(verified !== undefined && { verified }),
    atRisk,
    now,
    unknown,
  };
}

function toSummary({ report, by, endedMs }: MoveRecord): MoveSummary {
  const { moveId, kind, from, to, outcome, epoch, reason, tookMs } = report;
  return { moveId, kind, from, to, outcome, epoch, reason, by, endedMs, tookMs };
}
