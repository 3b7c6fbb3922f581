import { parseInstanceLabel } from './instance-label.ts';
import { planOrphans, planPool } from './plan-pool.ts';
import type { PreparedPool } from './prepare-pool.ts';
import { monthlyUsd, type PoolPlan, type ServicePlan } from './print-plan.ts';
import type { LinodeInstance } from './types.ts';

/** The plans of all pools and the orphans, with what they cost. Pure. */
export function planService(
  service: string,
  prepared: readonly PreparedPool[],
  instances: readonly LinodeInstance[],
): ServicePlan {
  const types = prepared[0]?.types ?? [];
  const price = ({ type, region }: Pick<LinodeInstance, 'type' | 'region'>) =>
    monthlyUsd(types, type, region);
  const plans = prepared.map(({ pool, fingerprint, choice }): PoolPlan => {
    const steps = planPool({ service, pool, fingerprint, instances });
    const [{ region }] = choice.fit;
    const own = instances.filter(({ label }) => parseInstanceLabel(service, label)?.pool === pool.name);
    const then = steps.map((step) => {
      if (step.kind === 'remove') return 0;
      return price(step.kind === 'create' ? { type: pool.type, region } : step.instance);
    });
    return {
      pool: pool.name,
      steps,
      region,
      passedOver: choice.passedOver,
      type: pool.type,
      monthlyUsdNow: sum(own.map(price)),
      monthlyUsdThen: sum(then),
    };
  });
  const { steps: orphans, leftAlone } = planOrphans(
    service,
    prepared.map(({ pool }) => pool),
    instances,
  );
  return {
    service,
    pools: plans,
    orphans,
    leftAlone,
    monthlyUsdNow: sum(instances.map(price)),
    monthlyUsdThen: sum([...plans.map((plan) => plan.monthlyUsdThen), ...leftAlone.map(price)]),
  };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, each) => total + each, 0);
}
