import type { PassedOver } from './choose-regions.ts';
import type { Step } from './plan-pool.ts';
import type { LinodeInstance, LinodeType } from './types.ts';

/** What would be done for one pool, and what it costs. */
export interface PoolPlan {
  readonly pool: string;
  readonly steps: readonly Step[];
  /** Where new instances go, and those regions that were passed over for it. */
  readonly region: string;
  readonly passedOver: readonly PassedOver[];
  readonly type: string;
  /** US dollars a month of the instances that are there, and of those that will be. Traffic and backups are not in it. */
  readonly monthlyUsdNow: number;
  readonly monthlyUsdThen: number;
}

export interface ServicePlan {
  readonly service: string;
  readonly pools: readonly PoolPlan[];
  readonly orphans: readonly Step[];
  /** Instances with the service's tag and a label that is none of ours. */
  readonly leftAlone: readonly LinodeInstance[];
  readonly monthlyUsdNow: number;
  readonly monthlyUsdThen: number;
}

/** Whether the plan changes anything. */
export function isSettled({ pools, orphans }: ServicePlan): boolean {
  return orphans.length === 0 && pools.every(({ steps }) => steps.every(({ kind }) => kind === 'keep'));
}

/** The price of one instance of that type there; a type that Linode no longer sells is not known, and counts nothing. */
export function monthlyUsd(types: readonly LinodeType[], type: string, region: string): number {
  const found = types.find((each) => each.id === type);
  return found?.monthlyUsdIn[region] ?? found?.monthlyUsd ?? 0;
}

/** The plan for a person to read. */
export function printPlan(plan: ServicePlan): string {
  const lines = plan.pools.flatMap(printPool);
  if (plan.orphans.length > 0) lines.push('orphans: of no pool that is declared');
  lines.push(...plan.orphans.map((step) => `  ${printStep(step)}`));
  lines.push(
    ...plan.leftAlone.map(
      ({ label, id }) => `  ? ${label} (${id}) has the service's tag but no label of ours: left alone`,
    ),
  );
  const settled = isSettled(plan) ? 'nothing to change' : 'to change';
  lines.push(`${plan.service}: ${settled}, ${usd(plan.monthlyUsdNow)} → ${usd(plan.monthlyUsdThen)} a month`);
  return `${lines.join('\n')}\n`;
}

/** The plan of one pool, a line for each step. */
export function printPool(pool: PoolPlan): readonly string[] {
  return [
    `pool ${pool.pool}: ${pool.type} in ${pool.region}, ${usd(pool.monthlyUsdNow)} → ${usd(pool.monthlyUsdThen)} a month`,
    ...pool.passedOver.map(({ region, because }) => `  ! ${region} is passed over: it ${because}`),
    ...pool.steps.map((step) => `  ${printStep(step, pool.region)}`),
  ];
}

/** One step. @param newIn the region where a new instance goes */
export function printStep(step: Step, newIn = '?'): string {
  if (step.kind === 'create') return `+ ${step.label} in ${newIn} (${step.because})`;
  const { label, region, status } = step.instance;
  const at = `${label} in ${region}`;
  if (step.kind === 'keep') return `= ${at}, ${status}`;
  if (step.kind === 'tag') return `~ ${at}: tags ${step.tags.join(', ')}`;
  const then = step.after === undefined ? '' : ', once its successor serves';
  return `- ${at} (${step.because}${then})`;
}

function usd(amount: number): string {
  return `$${amount.toFixed(2)}`;
}
