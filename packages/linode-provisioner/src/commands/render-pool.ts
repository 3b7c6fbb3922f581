import type { PoolReport } from '../ensure-pool.ts';
import type { Step } from '../plan-pool.ts';
import { printStep } from '../print-plan.ts';
import type { LinodeInstance, StatsSeries } from '../types.ts';

/** `shop-api-1-g4  nl-ams  running  192.0.2.1  healthy`; health only where it was looked at. */
export function renderInstance(instance: LinodeInstance & { readonly healthy?: boolean }): string {
  const { label, region, status, addresses, healthy } = instance;
  const health = healthy === undefined ? [] : [healthy ? 'healthy' : 'not healthy'];
  return [label, region, status, addresses[0] ?? 'no address', ...health].join('  ');
}

/** `pool api: 2 instances serve, 1 change`, and the instances. */
export function renderPool({ pool, instances, changes }: PoolReport): string {
  const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
  const title = `pool ${pool}: ${count(instances.length, 'instance')} serving, ${count(changes, 'change')}`;
  return [title, ...instances.map((instance) => `  ${renderInstance(instance)}`)].join('\n');
}

/** The last value of each series, with its unit. */
export function renderStats(series: readonly StatsSeries[]): string {
  if (series.length === 0) return 'no figures yet';
  return series
    .map(({ name, unit, points }) => `${name.padEnd(10)}  ${points.at(-1)?.value ?? 'none'} ${unit}`)
    .join('\n');
}

/** What would be done, a line for each step. */
export function renderSteps({
  region,
  steps,
}: {
  readonly region?: string;
  readonly steps: readonly Step[];
}): string {
  if (steps.length === 0) return 'nothing to change';
  return steps.map((step) => printStep(step, region)).join('\n');
}

const CHANGES = {
  reboot: 'reboot it',
  rebuild: 'give it a new disk',
  restart: 'restart its app',
} as const;

/** `~ shop-api-1-g4  nl-ams  running  192.0.2.1: take it out of service, reboot it, and wait until it serves`. */
export function renderChange({
  action,
  instance,
}: {
  readonly action: keyof typeof CHANGES;
  readonly instance: LinodeInstance;
}): string {
  return `~ ${renderInstance(instance)}: take it out of service, ${CHANGES[action]}, and wait until it serves`;
}
