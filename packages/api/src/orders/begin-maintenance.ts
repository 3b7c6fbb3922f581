import type { MaintenanceAnswer, MaintenanceEndAnswer, MaintenanceRequest } from '@understudy/api-contract';
import { isPoolServer, maintenanceSubjects, plainLine, type Maintenance } from '@understudy/findings';
import { ApiError } from '../errors.ts';
import { writeEntry, type OrderContext } from './order-context.ts';
import { timeText } from './time-text.ts';

/** Begins a maintenance; the last one of a subject counts. @throws ApiError `UND_API_NOT_FOUND`; what the control store throws */
export async function beginMaintenance(
  subject: string,
  { reason, forMs }: MaintenanceRequest,
  context: OrderContext,
): Promise<MaintenanceAnswer> {
  const { control, clock, by } = context;
  requireSubject(subject, context, []);
  const replaces = (await control.read()).directives.maintenance.find((each) => each.subject === subject);
  const atMs = clock.wallMs();
  const maintenance: Maintenance = { subject, by, reason: plainLine(reason), atMs, untilMs: atMs + forMs };
  await control.putMaintenance(maintenance);
  const what = `Began maintenance of ${subject} until ${timeText(maintenance.untilMs)}: ${maintenance.reason}`;
  await writeEntry(context, { kind: 'directive', what, data: { maintenance } });
  return { maintenance, ...(replaces !== undefined && { replaces }) };
}

/** Ends a maintenance, where there is one. @throws ApiError `UND_API_NOT_FOUND`; what the control store throws */
export async function endMaintenance(subject: string, context: OrderContext): Promise<MaintenanceEndAnswer> {
  const { control } = context;
  const { maintenance: all } = (await control.read()).directives;
  requireSubject(subject, context, all);
  const ended = all.find((each) => each.subject === subject);
  if (ended === undefined || !(await control.removeMaintenance(subject))) return { ended: false };
  const what = `Ended the maintenance of ${subject} by ${ended.by}: ${ended.reason}`;
  await writeEntry(context, { kind: 'directive', what, data: { ended } });
  return { ended: true, maintenance: ended };
}

/** What left the topology while it was under maintenance can still be taken out of it. */
function requireSubject(subject: string, { topology }: OrderContext, besides: readonly Maintenance[]): void {
  const known = [...maintenanceSubjects(topology), ...besides.map((each) => each.subject)];
  if (known.includes(subject) || isPoolServer(subject, topology)) return;
  throw new ApiError('UND_API_NOT_FOUND', {
    what: `"${subject}" is no region, pool, server or balancer of the topology. Known: ${known.join(', ')}.`,
  });
}
