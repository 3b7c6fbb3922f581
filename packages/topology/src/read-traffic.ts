import { findingsIn } from './check-shape.ts';
import { checkTraffic } from './check-traffic.ts';
import type { TopologyProblemCode } from './errors.ts';
import { formatPath } from './place-problem.ts';
import { topologySchema } from './topology-schema.ts';
import { showValue } from './show-value.ts';
import type { Balancers, Traffic } from './traffic.ts';

const partsSchema = topologySchema.pick({ balancers: true, traffic: true });

/** One thing wrong in values that came from no file. */
export interface TrafficProblem {
  readonly code: TopologyProblemCode;
  /** `traffic.backends[0].name` */
  readonly path: string;
  /** The value as it may be shown. */
  readonly value: string;
  readonly expected: string;
}

export type TrafficRead =
  | { readonly fits: true; readonly balancers?: Balancers; readonly traffic?: Traffic }
  | { readonly fits: false; readonly problems: readonly TrafficProblem[] };

/**
 * Holds values of `balancers` and `traffic` that were made by a program against the rules that files are held to, and
 * fills in the defaults. A backend's pool must be among `pools`.
 */
export function readTraffic(
  parts: { readonly balancers?: unknown; readonly traffic?: unknown },
  pools: readonly string[] = [],
): TrafficRead {
  const parsed = partsSchema.safeParse(parts, { reportInput: true });
  const findings = [
    ...(parsed.success ? [] : findingsIn(parsed.error)),
    ...checkTraffic({ ...parts, pools: pools.map((name) => ({ name })) }),
  ];
  if (parsed.success && findings.length === 0) return { fits: true, ...parsed.data };
  return {
    fits: false,
    problems: findings.map(({ code, path, expected, found, says }) => ({
      code,
      path: formatPath(path),
      value: found === undefined ? (says ?? '') : showValue(found.value),
      expected,
    })),
  };
}
