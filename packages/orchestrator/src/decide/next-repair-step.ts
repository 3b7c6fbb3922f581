import type { PlannedRepair, RepairStep, Rung } from '@understudy/findings';
import type { ServerSettings } from '@understudy/topology';
import type { Ladder } from '../servers/ladder-of.ts';
import type { SeenServer } from '../servers/list-servers.ts';

/** What a step depends on beside the server. */
export interface StepContext {
  readonly ladder: Ladder;
  /** Linode's regions that have an outage. */
  readonly outages: ReadonlySet<string>;
  readonly settings: ServerSettings;
}

/** The gentlest rung that is left and fits the server, and those that are passed over with the reason. Pure. */
export function nextRepairStep(
  server: SeenServer,
  context: StepContext,
): Pick<PlannedRepair, 'step' | 'passedOver'> {
  const passedOver: { readonly rung: Rung; readonly why: string }[] = [];
  for (const rung of context.ladder.left) {
    const why = unfit(rung, server, context);
    if (why === undefined) return { step: describeStep(rung, server, context), passedOver };
    // Only a server that is out of the traffic can be put back: of any other that is nothing to tell.
    if (rung !== 'rejoin') passedOver.push({ rung, why });
  }
  return { passedOver };
}

/** The first of the pool's other regions that has no outage. */
function otherRegion({ pool, instance }: SeenServer, outages: ReadonlySet<string>): string | undefined {
  return pool.regions.find((region) => region !== instance?.region && !outages.has(region));
}

function unfit(rung: Rung, server: SeenServer, { outages }: StepContext): string | undefined {
  const { instance, pool, state } = server;
  const region = instance?.region ?? '';
  if (rung === 'rejoin')
    return state === 'absent' && instance?.answers === true ? undefined : 'It does not answer.';
  if (rung === 'move')
    return otherRegion(server, outages) === undefined
      ? `No other region of the pool ${pool.name} can take it.`
      : undefined;
  if (outages.has(region)) return `${region} has an outage.`;
  if (rung !== 'restart') return undefined;
  if (!pool.restarts) return 'Its app is no service that can be restarted, or there is no way to log in.';
  const status = instance?.status ?? 'gone';
  return status === 'running' ? undefined : `Linode says that it is ${status}.`;
}

function describeStep(rung: Rung, server: SeenServer, { outages, settings }: StepContext): RepairStep {
  const { name, pool, instance } = server;
  const region = instance?.region ?? '';
  const isUp = `Every balancer that answers shows ${name} as up.`;
  const successor = 'Every balancer that answers shows its successor as up.';
  switch (rung) {
    case 'rejoin':
      return {
        rung,
        region,
        precondition: `${name} answers, and no balancer serves it.`,
        action: `Put ${name} back into the traffic.`,
        verification: isUp,
        limitMs: settings.restartLimitMs,
      };
    case 'restart':
      return {
        rung,
        region,
        precondition: `${name} runs, and there is a way to log in.`,
        action: `Take ${name} out of the traffic, restart its service, and put it back once it answers.`,
        verification: isUp,
        limitMs: settings.restartLimitMs,
      };
    case 'reboot':
      return {
        rung,
        region,
        precondition: `${region} has no outage.`,
        action: `Take ${name} out of the traffic, reboot it, and put it back once it answers.`,
        verification: isUp,
        limitMs: settings.rebootLimitMs,
      };
    case 'replace':
      return {
        rung,
        region,
        precondition: `${region} has no outage and takes instances.`,
        action: `Make another instance in ${region}, give it the traffic, and delete ${name}.`,
        verification: successor,
        limitMs: settings.replaceLimitMs,
      };
    case 'move': {
      const to = otherRegion(server, outages) ?? '';
      return {
        rung,
        region: to,
        precondition: `${to} is a region of the pool ${pool.name} and has no outage.`,
        action: `Make another instance in ${to}, give it the traffic, and delete ${name}.`,
        verification: successor,
        limitMs: settings.replaceLimitMs,
      };
    }
  }
}
