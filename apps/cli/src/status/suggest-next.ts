import type { ServiceStatus } from './types.ts';

/** The next thing to do, and the command for it where one helps. */
export interface Suggestion {
  readonly what: string;
  readonly command?: string;
}

/** What a person should do next, most pressing first. Pure. */
export function suggestNext(status: ServiceStatus): Suggestion {
  return (
    aboutRoute(status) ??
    aboutRegions(status) ??
    aboutLinks(status) ??
    aboutExpired(status) ??
    aboutLedger(status) ?? { what: 'Nothing to do.' }
  );
}

function aboutRoute({ route }: ServiceStatus): Suggestion | undefined {
  if ('failure' in route) {
    if (route.failure === 'UND_ROUTE_NOT_FOUND' || route.failure === 'not set up') {
      return { what: 'The service is not set up yet.', command: 'understudy setup' };
    }
    if (route.failure.includes('credentials')) {
      return { what: 'AWS credentials are missing or refused.', command: 'understudy check' };
    }
    return { what: 'The control store does not answer.', command: 'understudy check' };
  }
  const { route: now } = route;
  if (now.phase !== 'moving') return undefined;
  return {
    what: `A move to ${now.to} is under way (step ${now.step}). If its mover is gone, continue it.`,
    command: 'understudy resume',
  };
}

function aboutRegions({ route, regions }: ServiceStatus): Suggestion | undefined {
  if ('failure' in route) return undefined;
  const silent = regions.find(({ role, answer }) => role !== 'witness' && 'failure' in answer);
  const standby = regions.find(({ role }) => role === 'standby');
  if (silent?.role === 'writer' && standby !== undefined && !('failure' in standby.answer)) {
    return {
      what: `The writer ${silent.name} does not answer. If it stays away, fail over.`,
      command: `understudy failover ${standby.name}`,
    };
  }
  if (silent !== undefined) {
    return { what: `${silent.name} does not answer.`, command: 'understudy check' };
  }
  const unsettled = route.route.merging.find(({ tail }) => tail === 'unsettled');
  if (unsettled === undefined) return undefined;
  return {
    what: `Writes that ${unsettled.region} acknowledged before it was left are not reconciled yet.`,
    command: 'understudy reconcile',
  };
}

function aboutLinks({ links }: ServiceStatus): Suggestion | undefined {
  if (links.some(({ state }) => state === 'never' || state === 'unled' || state === 'silent')) {
    return { what: 'No replicator leads some links.', command: 'understudy replicator run' };
  }
  const unreadable = links.find(({ state }) => state === 'unreadable');
  if (unreadable !== undefined) {
    return {
      what: `What ${unreadable.link.target} keeps of its links can not be read.`,
      command: 'understudy check',
    };
  }
  const gap = links.find(({ hasGap }) => hasGap === true);
  if (gap !== undefined) {
    return {
      what: `The stream dropped records of ${gap.link.table} before they were read.`,
      command: `understudy backfill ${gap.link.table} --reseed`,
    };
  }
  if (links.some(({ deadLetters = 0 }) => deadLetters > 0)) {
    return { what: 'Some records could not be applied.', command: 'understudy dead-letters list' };
  }
  return undefined;
}

function aboutExpired({ route, atMs }: ServiceStatus): Suggestion | undefined {
  if ('failure' in route) return undefined;
  const expired = route.route.merging.find(({ untilMs }) => untilMs <= atMs);
  if (expired === undefined) return undefined;
  return {
    what: `Late requests to ${expired.region} have expired: close it.`,
    command: 'understudy reconcile',
  };
}

function aboutLedger({ links }: ServiceStatus): Suggestion | undefined {
  if (!links.some(({ ledger }) => ledger !== undefined && ledger.open > 0)) return undefined;
  return {
    what: 'Acknowledged writes lost against later ones. See what a merge would make of them.',
    command: 'understudy ledger merge --all --dry-run',
  };
}
