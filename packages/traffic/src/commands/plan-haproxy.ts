import type { HaproxyRuntime } from '@understudy/haproxy-runtime';
import type { HaproxyPlan } from './render-plan.ts';

/** What leads a running HAProxy to `wanted`, with both texts. @throws HaproxyRuntimeError as `HaproxyRuntime.plan` does */
export async function planHaproxy(runtime: HaproxyRuntime, wanted: string): Promise<HaproxyPlan> {
  const [plan, current] = await Promise.all([runtime.plan(wanted), runtime.configText()]);
  return { ...plan, isSame: plan.steps.length === 0 && plan.reload === undefined, current, wanted };
}
