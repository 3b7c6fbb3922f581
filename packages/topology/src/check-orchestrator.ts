import { checkDns } from './check-dns.ts';
import { checkHooks } from './check-hooks.ts';
import { checkRepeats } from './check-repeats.ts';
import { comparableEndpoint } from './comparable-endpoint.ts';
import { orchestratorSchema } from './orchestrator-schema.ts';
import type { Finding } from './place-problem.ts';
import { listAt, textAt, valueAt, type List } from './value-at.ts';

/** Of observers and of places: two of three still agree after one is lost, and no single place makes a majority. */
const LEAST_FOR_AUTOMATIC = 3;
/** A leader may miss two reports. */
const REPORTS_PER_TTL = 3;

/** What holds between several values of `orchestrator`, on whatever of it is there. */
export function checkOrchestrator(file: unknown): Finding[] {
  const observers = listAt(file, ['orchestrator', 'observers']);
  const programs = listAt(file, ['orchestrator', 'programs']);
  return [
    ...checkRepeats(observers, 'UND_TOPOLOGY_OBSERVER_DUPLICATE', 'another observer'),
    ...checkRepeats(programs, 'UND_TOPOLOGY_PROGRAM_DUPLICATE', 'another program'),
    ...checkUrls(programs),
    ...checkAutomatic(file, observers),
    ...checkTtl(file),
    ...checkToken(file),
    ...checkHooks(file),
    ...checkDns(file),
    ...checkCloudWatch(file),
  ];
}

/** Programs that one URL would answer for, however it is written; the later one is at fault. */
function checkUrls(programs: List | undefined): Finding[] {
  const urls = (programs?.items ?? []).map((item) => comparableEndpoint('', textAt(item, 'url') ?? ''));
  return urls.flatMap((url, index) => {
    const first = urls.indexOf(url);
    if (programs === undefined || url === undefined || first === index) return [];
    return [
      {
        code: 'UND_TOPOLOGY_PROGRAM_DUPLICATE' as const,
        path: [...programs.path, index, 'url'],
        at: 'value' as const,
        expected: `another URL: entry ${first + 1} of the list has this one`,
        found: { value: textAt(programs.items[index], 'url') },
      },
    ];
  });
}

/** One observer listed twice is one, and places differ by more than the case of their letters. */
function checkAutomatic(file: unknown, observers: List | undefined): Finding[] {
  if (valueAt(file, ['orchestrator', 'automatic']) !== true || observers === undefined) return [];
  const distinct = (key: string) =>
    new Set(observers.items.flatMap((item) => textAt(item, key)?.toLowerCase() ?? [])).size;
  const [names, places] = [distinct('name'), distinct('place')];
  if (names >= LEAST_FOR_AUTOMATIC && places >= LEAST_FOR_AUTOMATIC) return [];
  return [
    {
      code: 'UND_TOPOLOGY_OBSERVERS_TOO_FEW',
      path: ['orchestrator', 'automatic'],
      at: 'value',
      expected: `false, or at least ${LEAST_FOR_AUTOMATIC} observers in at least ${LEAST_FOR_AUTOMATIC} places, so that losing one place neither makes nor prevents a majority (listed: ${names} in ${places})`,
      found: { value: true },
    },
  ];
}

function checkTtl(file: unknown): Finding[] {
  const given = valueAt(file, ['orchestrator']);
  const limits = orchestratorSchema.pick({ reportEveryMs: true, leaderTtlMs: true });
  const parsed = limits.safeParse({
    reportEveryMs: valueAt(given, ['reportEveryMs']),
    leaderTtlMs: valueAt(given, ['leaderTtlMs']),
  });
  if (!parsed.success) return [];
  const { reportEveryMs, leaderTtlMs } = parsed.data;
  const least = REPORTS_PER_TTL * reportEveryMs;
  if (leaderTtlMs >= least) return [];
  return [
    {
      code: 'UND_TOPOLOGY_LEADER_TTL_TOO_SHORT',
      path: ['orchestrator', 'leaderTtlMs'],
      at: 'value',
      expected: `at least ${least}, ${REPORTS_PER_TTL} × reportEveryMs`,
      found: { value: leaderTtlMs, isDefault: valueAt(given, ['leaderTtlMs']) === undefined },
    },
  ];
}

/** Two sources of one token may differ. */
function checkToken(file: unknown): Finding[] {
  const value = valueAt(file, ['orchestrator', 'alerts', 'tokenEnv']);
  if (value === undefined || valueAt(file, ['orchestrator', 'alerts', 'tokenFile']) === undefined) return [];
  return [
    {
      code: 'UND_TOPOLOGY_ALERTS_TOKEN_AMBIGUOUS',
      path: ['orchestrator', 'alerts', 'tokenEnv'],
      at: 'value',
      expected: 'no such key, as tokenFile names the token',
      found: { value },
    },
  ];
}

function checkCloudWatch(file: unknown): Finding[] {
  const asked = listAt(file, ['orchestrator', 'cloudWatch', 'regions']);
  const names = (listAt(file, ['regions', 'data'])?.items ?? []).flatMap(
    (item) => textAt(item, 'name') ?? [],
  );
  if (
    asked === undefined ||
    names.length === 0 ||
    asked.items.every((name) => names.some((each) => each === name))
  )
    return [];
  return [
    {
      code: 'UND_TOPOLOGY_CLOUD_WATCH_REGIONS_INVALID',
      path: asked.path,
      at: 'value',
      expected: `some of ${names.join(', ')}`,
      found: { value: asked.items },
    },
  ];
}
