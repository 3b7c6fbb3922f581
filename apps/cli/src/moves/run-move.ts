import type { CommandContext } from '@understudy/command-line';
import type { ExitName } from '@understudy/core';
import { findAsked } from '@understudy/findings';
import type { MovePreview } from '@understudy/moves';
import type { MoveKind, Route } from '@understudy/route';
import { CliError } from '../errors.ts';
import { readOperator } from '../orchestration/read-operator.ts';
import { requireWords } from '../orchestration/require-words.ts';
import { confirmName } from './confirm-name.ts';
import { driveMove } from './drive-move.ts';
import { awaitLeader, type MoveDriver } from './intents/await-leader.ts';
import { handOver } from './intents/hand-over.ts';
import { refuseSecond } from './intents/refuse-second.ts';
import type { MoveParties } from './move-parties.ts';
import type { OrderedMove } from './ordered-move.ts';
import { renderPreview } from './render-preview.ts';

export interface MoveRequest {
  readonly kind: MoveKind;
  readonly to: string;
  readonly reason: string | undefined;
  readonly confirm: string | undefined;
  readonly dryRun: boolean;
  readonly by: string | undefined;
  /** How long orchestrators are followed, in ms. */
  readonly timeout: number;
  readonly withoutOrchestrator: boolean;
  /** Of a failover. */
  readonly override?: string | undefined;
  /** Of a switchover. */
  readonly acceptParked?: boolean | undefined;
}

/**
 * Moves the writer: shows what the move would meet, asks, and has the orchestrators move and verify where one leads, or does so by
 * itself.
 * @throws MovesError as `Mover.preview`, `switchover` and `failover` say; CliError `UND_CLI_MOVE_REFUSED`, `UND_CLI_CONFIRMATION_WRONG`,
 * `UND_CLI_MOVE_ASKED_FOR`, `UND_CLI_MOVE_NOT_BEGUN`, `UND_CLI_ROUTE_CHANGED`; CommandLineError `UND_COMMAND_LINE_NOT_CONFIRMED`
 */
export async function runMove(
  request: MoveRequest,
  opened: MoveParties,
  context: CommandContext,
): Promise<ExitName> {
  const { kind, to, confirm } = request;
  const { signal } = context;
  const move = orderOf(request, context.user);
  const seen = await opened.service.routeStore.read(signal);
  // Beside the look at regions and links, which takes its time, too.
  const choosing = request.dryRun ? undefined : chooseDriver(request, opened, context);
  const preview = await previewOf(move, choosing, opened, context);
  if (choosing === undefined) {
    context.result(preview, renderPreview);
    return preview.refusals.length === 0 ? 'done' : 'refused';
  }
  context.err(`${renderPreview(preview)}\n`);
  if (preview.refusals.length > 0) throw refused(move, preview);
  const driver = await choosing;
  context.err(`${describeDriver(driver)}\n`);
  if (driver.by === 'orchestrators') refuseIfAsked(driver, context);
  await confirmName({ question: `Start the ${kind} to ${to}?`, name: to, confirm }, context);
  if (driver.by === 'command') return driveMove(move, opened, context);
  const { revision, route } = await opened.service.routeStore.read(signal);
  requireSame(seen.route, route);
  return handOver({ move, preview, routeRevision: revision, timeoutMs: request.timeout }, opened, context);
}

function orderOf(
  { kind, to, reason, by, override, acceptParked = false }: MoveRequest,
  user: string,
): OrderedMove {
  const person = readOperator(by, user);
  return {
    kind,
    to,
    by: person,
    reason: reason === undefined ? `understudy ${kind} by ${person}` : requireWords('reason', reason),
    override: override === undefined ? undefined : { by: person, why: requireWords('override', override) },
    acceptParked,
  };
}

function chooseDriver(
  { withoutOrchestrator }: MoveRequest,
  { service, control }: MoveParties,
  { clock, signal }: CommandContext,
): Promise<MoveDriver> {
  if (withoutOrchestrator) return Promise.resolve({ by: 'command', why: '--without-orchestrator was given' });
  const { orchestrator } = service.topology;
  const choosing = awaitLeader({ orchestrator, control, clock, signal });
  // Awaited after the preview, which may throw first.
  choosing.catch(() => undefined);
  return choosing;
}

/** What the route has against the move is an error of the mover; where a person was first, that is the reason to give. */
async function previewOf(
  { kind, to, override, acceptParked }: OrderedMove,
  choosing: Promise<MoveDriver> | undefined,
  { mover }: MoveParties,
  context: CommandContext,
): Promise<MovePreview> {
  try {
    return await mover.preview({ kind, to, override, acceptParked }, context.signal);
  } catch (error) {
    const driver = await choosing;
    if (driver?.by === 'orchestrators') refuseIfAsked(driver, context);
    throw error;
  }
}

function refuseIfAsked(
  { state }: Extract<MoveDriver, { by: 'orchestrators' }>,
  { clock }: CommandContext,
): void {
  const first = findAsked(state.intents, clock.wallMs());
  if (first !== undefined) throw refuseSecond(first, clock.wallMs());
}

function describeDriver(driver: MoveDriver): string {
  if (driver.by === 'orchestrators')
    return `${driver.leader} leads the orchestrators: it makes the move and verifies it.`;
  const why = `${driver.why.slice(0, 1).toUpperCase()}${driver.why.slice(1)}`;
  return `${why}: this command makes the move itself.`;
}

function refused({ kind, to }: OrderedMove, { refusals }: MovePreview): CliError {
  return new CliError('UND_CLI_MOVE_REFUSED', {
    what: `${kind} to ${to}: ${refusals.map(({ code }) => code).join(', ')}.`,
    details: { refusals },
  });
}

/** What a reconciliation changes in the route meanwhile does not matter. */
function requireSame(seen: Route, now: Route): void {
  if (seen.epoch === now.epoch && seen.phase === now.phase) return;
  const where =
    now.phase === 'steady'
      ? `${now.writer} is the writer in epoch ${String(now.epoch)}`
      : `a ${now.kind} to ${now.to} is under way: ${now.reason}`;
  throw new CliError('UND_CLI_ROUTE_CHANGED', {
    what: `The route changed while this command asked: ${where}.`,
    details: { seen: seen.epoch, now: now.epoch },
  });
}
