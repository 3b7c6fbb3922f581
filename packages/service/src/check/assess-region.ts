import type { Check, RegionFacts } from './types.ts';

/** Past this difference a clock is wrong; the `Date` header of an answer tells whole seconds. */
const MOST_SKEW_MS = 5_000;

/** Reachable, the region that its name says, and a clock that agrees with this machine's. */
export function assessRegion({ name, endpoint, answer, tables }: RegionFacts): readonly Check[] {
  const reachable = { topic: 'reachable', where: name } as const;
  if ('code' in answer) return [{ ...reachable, outcome: 'failed', ...answer }];
  return [
    {
      ...reachable,
      outcome: 'passed',
      what: `${endpoint} answered in ${answer.tookMs.toFixed(0)} ms.`,
    },
    ...assessIdentity(
      name,
      endpoint,
      [...tables.values()].map(({ arnRegion }) => arnRegion),
    ),
    ...assessClock(name, answer.clockSkewMs),
  ];
}

function assessIdentity(
  name: string,
  endpoint: string,
  arnRegions: readonly (string | undefined)[],
): readonly Check[] {
  const named = new Set(arnRegions.filter((region) => region !== undefined));
  if (named.size === 0) return [];
  const subject = { topic: 'identity', where: name } as const;
  const other = [...named].find((region) => region !== name);
  if (other === undefined) return [{ ...subject, outcome: 'passed', what: `Its tables are in ${name}.` }];
  return [
    {
      ...subject,
      outcome: 'failed',
      code: 'UND_SERVICE_REGIONS_SWAPPED',
      what: `${endpoint} answers for ${other}, not for ${name}.`,
      remedy: 'Correct the endpoints in understudy.yaml: two regions may be swapped.',
    },
  ];
}

function assessClock(name: string, skewMs: number | undefined): readonly Check[] {
  if (skewMs === undefined) return [];
  const subject = { topic: 'clock', where: name } as const;
  const seconds = (Math.abs(skewMs) / 1_000).toFixed(0);
  if (Math.abs(skewMs) <= MOST_SKEW_MS) {
    return [{ ...subject, outcome: 'passed', what: 'The clocks agree.' }];
  }
  return [
    {
      ...subject,
      outcome: 'failed',
      code: 'UND_SERVICE_CLOCK_WRONG',
      what: `This machine's clock is ${seconds} s ${skewMs > 0 ? 'ahead of' : 'behind'} the region's.`,
      remedy: 'Synchronise this machine by NTP: `timedatectl set-ntp true`.',
    },
  ];
}
