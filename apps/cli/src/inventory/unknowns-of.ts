import { planOf, type Sights } from './sights.ts';

/** Something that could not be read for an answer, since when, and who says so. */
export interface Unknown {
  /** One sentence. */
  readonly what: string;
  /** Wall time in ms at which it was seen last; absent where that is not known. */
  readonly seenMs?: number;
}

/** What is missing in an answer, and when it was seen last. Pure. */
export function unknownsOf(sights: Sights): readonly Unknown[] {
  return [...control(sights), ...leader(sights), ...regions(sights)];
}

/** This machine keeps nothing between two commands: when the store answered last, it can't know. */
function control({ plan, moves, intents, routeError }: Sights): readonly Unknown[] {
  const failed = [plan, moves, intents].find((read) => read !== undefined && 'error' in read);
  const error = failed !== undefined && 'error' in failed ? failed.error : routeError;
  if (error === undefined) return [];
  return [{ what: `The control store could not be read, so what it keeps is not known (${error.code}).` }];
}

function leader(sights: Sights): readonly Unknown[] {
  const plan = planOf(sights);
  if (plan === undefined || plan.decided !== undefined) return [];
  const lastMs = Math.max(...plan.observers.map(({ report }) => report?.atMs ?? -Infinity));
  const what = 'No orchestrator leads: findings are not known.';
  return [{ what, ...(Number.isFinite(lastMs) && { seenMs: lastMs }) }];
}

function regions(sights: Sights): readonly Unknown[] {
  const { status } = sights;
  if (status === undefined) return [];
  return status.regions.flatMap(({ name, role, answer }) => {
    if (role === 'witness' || !('failure' in answer)) return [];
    const seenMs = lastSeen(name, sights);
    const what = `${name} does not answer this machine (${answer.failure}): what it keeps, its fence and the links to it, is not known.`;
    return [{ what, ...(seenMs !== undefined && { seenMs }) }];
  });
}

/** When any observer had an answer of a region last. */
function lastSeen(region: string, sights: Sights): number | undefined {
  const seen = (planOf(sights)?.observers ?? []).flatMap(({ report }) =>
    (report?.regions ?? []).flatMap((sight) =>
      sight.region === region && sight.seenMs !== undefined ? [sight.seenMs] : [],
    ),
  );
  return seen.length === 0 ? undefined : Math.max(...seen);
}
