import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { systemClock, type Clock } from '@understudy/core';
import { EXPIRY_ATTRIBUTES, REGION_TABLES } from '@understudy/links';
import { fenceFor, type RouteSnapshot } from '@understudy/route';
import { createRoute, type Sender } from '@understudy/route-store';
import { checkRights } from './check-rights.ts';
import type { RightCheck } from './check-table-rights.ts';
import { copyTable } from './copy-table.ts';
import { ensureExpiry } from './ensure-expiry.ts';
import { ensureOwnTable } from './ensure-own-table.ts';
import { ensureStream } from './ensure-stream.ts';
import { ServiceError } from './errors.ts';
import { mapTables } from './map-tables.ts';
import type { OpenedService } from './open-service.ts';
import { planService } from './plan-service.ts';
import type { CopyTableStep, ServicePlan, SetupProblem, SetupStep, TableStep } from './service-plan.ts';
import { witnessTables } from './witness-tables.ts';

export interface CreateServiceOptions {
  /** The plan that was shown: read again unless given. What was done since by others is no error. */
  readonly plan?: ServicePlan;
  /** Called after each step. */
  readonly onStep?: (step: SetupStep) => void;
  /** Dates the first epoch, and measures the waiting: the machine's unless given. */
  readonly clock?: Clock;
  /** How long one table may take to become active, in ms: 120,000 unless given. */
  readonly tableLimitMs?: number;
}

/** What `createService` did, and what it found. */
export interface ServiceReport {
  /** What was left to do, and was done, by this call or by another at the same time. */
  readonly steps: readonly SetupStep[];
  readonly route: RouteSnapshot;
  /** The rights that this process has on each table, as far as harmless requests show them. */
  readonly rights: readonly RightCheck[];
}

/**
 * Creates what a service needs: Understudy's own tables in every region, a table of the service where only one region
 * has it, the streams of the service's tables with both images, the first route and the fences. What exists stays as it is; safe to run again, by several at once, and to
 * interrupt: the next run continues.
 * @throws ServiceError by the code of the first problem of the plan, with all of them (`UND_SERVICE_TABLE_MISSING`,
 * `UND_SERVICE_TABLE_MISMATCH`, `UND_SERVICE_KEYS_DIFFER`, `UND_SERVICE_GLOBAL_TABLE`, `UND_SERVICE_STREAM_VIEW_WRONG`), before anything is created; `UND_SERVICE_TABLE_INACTIVE`,
 * and what `planService` throws
 */
export async function createService(
  opened: OpenedService,
  options: CreateServiceOptions = {},
): Promise<ServiceReport> {
  const { plan = await planService(opened), onStep = () => {} } = options;
  const [problem] = plan.problems;
  if (problem !== undefined) throw setupRefused(problem, plan.problems);
  for (const kind of ['create-table', 'enable-expiry', 'enable-stream'] as const) {
    const steps = plan.steps.filter((step): step is TableStep => step.does === kind);
    await mapTables(steps, async (step) => {
      await prepareTable(opened, step, options);
      onStep(step);
    });
  }
  const copies = plan.steps.filter((step): step is CopyTableStep => step.does === 'copy-table');
  await mapTables(copies, async (step) => {
    await copyTable(opened, step, options);
    onStep(step);
  });
  const route = await writeRoute(opened, options);
  await nameFences(opened, route, plan);
  for (const step of plan.steps) if (step.does === 'write-route' || step.does === 'write-fence') onStep(step);
  return { steps: plan.steps, route, rights: await checkRights(opened) };
}

/** By the code of the first problem, with all of them. */
function setupRefused(
  { code, what, region, table }: SetupProblem,
  problems: readonly SetupProblem[],
): ServiceError {
  const lines = problems.map((each) => `\n  - ${each.code}: ${each.what}`).join('');
  return new ServiceError(code, {
    what: problems.length === 1 ? what : `${problems.length} problems keep it from being set up:${lines}`,
    details: { region, table, problems },
  });
}

async function prepareTable(
  opened: OpenedService,
  { does, region, table }: TableStep,
  { clock = systemClock(), tableLimitMs: limitMs = 120_000 }: CreateServiceOptions,
): Promise<void> {
  switch (does) {
    case 'create-table':
      await ensureOwnTable({ region, ...ownTable(opened, region, table) }, { clock, limitMs });
      return;
    case 'enable-expiry': {
      const attribute = EXPIRY_ATTRIBUTES[table] ?? '';
      await ensureExpiry({ region, sender: opened.dataClient(region), table, attribute });
      return;
    }
    case 'enable-stream':
      await ensureStream({ region, table, sender: opened.dataClient(region) }, { clock, limitMs });
      return;
  }
}

/** Conditions: those of `createRoute`. A route or a fence that exists stays. */
async function writeRoute(
  { routeStore, fences, regions }: OpenedService,
  { clock = systemClock() }: Pick<CreateServiceOptions, 'clock'>,
): Promise<RouteSnapshot> {
  const [writer] = regions;
  return createRoute({ store: routeStore, fences, regions, writer, atMs: clock.wallMs() });
}

/**
 * Writes the fences that do not name their region again, as the route says. Condition: that of `FenceStore.write`, so a
 * fence of a later revision stays.
 */
async function nameFences(
  { fences }: OpenedService,
  snapshot: RouteSnapshot,
  { steps }: ServicePlan,
): Promise<void> {
  for (const step of steps)
    if (step.does === 'write-fence') await fences.write(step.region, fenceFor(snapshot));
}

function ownTable(
  opened: OpenedService,
  region: string,
  table: string,
): { readonly sender: Sender; readonly definition: CreateTableCommandInput } {
  const { witness } = opened.topology.regions;
  const at = witness.endpoints.findIndex(({ name }) => name === region);
  const sender = opened.controlClients[at];
  const isNamed = ({ TableName }: CreateTableCommandInput) => TableName === table;
  const inWitness = witnessTables(witness.table).find(isNamed);
  if (inWitness !== undefined && sender !== undefined) return { sender, definition: inWitness };
  const definition = REGION_TABLES.find(isNamed) ?? {};
  return { sender: opened.dataClient(region), definition: definition as CreateTableCommandInput };
}
