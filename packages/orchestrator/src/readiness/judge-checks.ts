import type { ReadinessItem, ReadinessTopic } from '@understudy/findings';
import { assessService, type Check, type CheckTopic, type FailedCheck } from '@understudy/service';
import { found } from './found.ts';
import type { ReadinessFacts } from './readiness-facts.ts';
import { topicItems, type ReadinessProblem } from './topic-items.ts';

const TOPICS: Readonly<Record<CheckTopic, ReadinessTopic>> = {
  reachable: 'regions',
  identity: 'regions',
  clock: 'clocks',
  table: 'tables',
  'global-table': 'tables',
  keys: 'tables',
  indexes: 'tables',
  stream: 'streams',
  settings: 'settings',
  rights: 'rights',
  'own-table': 'own-tables',
  fence: 'fences',
  route: 'route',
};

/** Why a region gave no answer, where that is no fault of the region. */
const BY_CODE: Readonly<Record<string, ReadinessTopic>> = {
  UND_SERVICE_NOT_ALLOWED: 'rights',
  UND_SERVICE_NOT_AUTHENTICATED: 'credentials',
  UND_SERVICE_CREDENTIALS_UNAVAILABLE: 'credentials',
};

const JUDGED: readonly ReadinessTopic[] = [
  'regions',
  'credentials',
  'clocks',
  'tables',
  'streams',
  'settings',
  'rights',
  'own-tables',
];
/** Nothing of these is asked where a service has none, and a local DynamoDB knows no clock. */
const MAY_BE_ABSENT: ReadonlySet<ReadinessTopic> = new Set(['credentials', 'settings', 'clocks']);

/** What `understudy check` finds, as far as a move rests on it. Pure. */
export function judgeChecks({ service }: ReadinessFacts): readonly ReadinessItem[] {
  if (!found(service)) {
    const remedy = 'Run `understudy check` on this machine, and see what it says.';
    return topicItems(
      'regions',
      [{ verdict: 'unknown', cause: `Not looked at: ${service.why}`, remedy }],
      undefined,
    );
  }
  // The route is judged as it was read.
  const checks = assessService(service).filter(({ topic }) => topic !== 'route');
  return JUDGED.flatMap((topic) =>
    judgeTopic(
      topic,
      checks.filter((check) => topicOf(check) === topic),
    ),
  );
}

function judgeTopic(topic: ReadinessTopic, checks: readonly Check[]): readonly ReadinessItem[] {
  const problems = checks.flatMap((check): readonly ReadinessProblem[] =>
    'code' in check ? problemOf(check) : [],
  );
  if (checks.length > 0) return topicItems(topic, problems, `${String(checks.length)} checks passed.`);
  if (MAY_BE_ABSENT.has(topic)) return [];
  const cause = `Not verified: what it needs to look at ${topic} did not answer.`;
  const remedy = 'Bring back the region that does not answer; the next look verifies it.';
  return topicItems(topic, [{ verdict: 'unknown', cause, remedy }], undefined);
}

function topicOf(check: Check): ReadinessTopic {
  const byCode = 'code' in check && check.topic === 'reachable' ? BY_CODE[check.code] : undefined;
  return byCode ?? TOPICS[check.topic];
}

/** A difference that informs breaks nothing, and capacity is judged by what is larger. */
function problemOf({ outcome, what, remedy, setting }: FailedCheck): readonly ReadinessProblem[] {
  if (outcome === 'note' || setting?.startsWith('capacity') === true) return [];
  const verdict = outcome === 'unknown' ? 'unknown' : 'action-required';
  return [{ verdict, cause: what, remedy }];
}
