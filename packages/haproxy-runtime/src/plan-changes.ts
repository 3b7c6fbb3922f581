import { readBackends, withoutServers, type BackendLines, type ServerLine } from '@understudy/haproxy-config';
import { sameAddress } from './same-address.ts';
import type { Plan, RunningServer, ServerId, Step } from './types.ts';

export interface Situation {
  /** The configuration that the running worker was started with, or nothing where it is not known. */
  readonly loaded: string | undefined;
  readonly wanted: string;
  readonly running: readonly RunningServer[];
  /** Servers that shall be in maintenance; no other shall. */
  readonly maintenance?: readonly ServerId[];
}

/** Begins the names of servers that stand in for one that is replaced under its own name. */
export const STAND_IN = 'understudy-for-';

/**
 * The least disruptive way from what runs to what is wanted. Servers come and go through the runtime API; whatever else
 * differs needs a reload, which follows: so that servers which are new by then have passed their checks in the old worker,
 * and are up in the new one from its first request. In a backend, servers are added before any is removed.
 */
export function planChanges({ loaded, wanted, running, maintenance = [] }: Situation): Plan {
  const before = new Map(readBackends(loaded ?? '').map((backend) => [backend.name, backend]));
  const present = new Set(running.map(({ backend }) => backend));
  const reasons: string[] = [];
  if (loaded === undefined) reasons.push('it is not known what the running worker was started with');
  else if (withoutServers(loaded) !== withoutServers(wanted)) reasons.push('more than servers differs');
  const steps = readBackends(wanted).flatMap((backend) => {
    const old = before.get(backend.name);
    // A backend that is new, or was without servers at the start, comes with the reload.
    if (!present.has(backend.name) && old === undefined) return [];
    const mine = running.filter((server) => server.backend === backend.name && !isSlot(server, backend));
    const changes = changesOf(backend, old, mine);
    if (changes.length > 0 && !(backend.dynamic && (old?.dynamic ?? true))) {
      reasons.push(`the algorithm of ${backend.name} takes no changes at run time`);
      return [];
    }
    return [...changes, ...adminSteps(backend, mine, maintenance)];
  });
  return { steps, ...(reasons.length === 0 ? {} : { reload: reasons.join('; ') }) };
}

function changesOf(
  { servers }: BackendLines,
  old: BackendLines | undefined,
  running: readonly RunningServer[],
): readonly Step[] {
  const here = new Map(running.map((server) => [server.name, server]));
  const linesBefore = new Map(old?.servers.map((server) => [server.name, server]));
  const wanted = new Set(servers.map(({ name }) => name));
  const added: Step[] = [];
  const replaced: Step[] = [];
  const weighed: Step[] = [];
  for (const server of servers) {
    const now = here.get(server.name);
    if (now === undefined) added.push({ kind: 'add', server });
    else if (!sameAddress(now.address, server.address) || !sameSettings(linesBefore.get(server.name), server))
      replaced.push(...replacement(server, here.has(`${STAND_IN}${server.name}`)));
    else if (now.weight !== weightOf(server))
      weighed.push({ kind: 'weight', server: idOf(server), weight: weightOf(server) });
  }
  const removed = running
    .filter(({ name }) => !wanted.has(name) && !replaced.some(({ server }) => server.name === name))
    .map((server): Step => ({ kind: 'remove', server: idOf(server) }));
  return [...added, ...replaced, ...weighed, ...removed];
}

/**
 * A server can't be changed, so one with the new settings serves under another name meanwhile. One that a crash left
 * there may have been made for other settings.
 */
function replacement(server: ServerLine, left: boolean): readonly Step[] {
  const standIn = { ...server, name: `${STAND_IN}${server.name}` };
  return [
    ...(left ? [{ kind: 'remove', server: idOf(standIn) } as const] : []),
    { kind: 'add', server: standIn },
    { kind: 'remove', server: idOf(server) },
    { kind: 'add', server },
    { kind: 'remove', server: idOf(standIn) },
  ];
}

/** Ends maintenance that is no longer wanted, and begins what is. */
function adminSteps(
  { servers }: BackendLines,
  running: readonly RunningServer[],
  maintenance: readonly ServerId[],
): readonly Step[] {
  const here = new Map(running.map((server) => [server.name, server]));
  return servers.flatMap((server): Step[] => {
    const now = here.get(server.name);
    const rest = maintenance.some(({ backend, name }) => backend === server.backend && name === server.name);
    if (rest) return now?.maintenance === true ? [] : [{ kind: 'maintenance', server: idOf(server) }];
    return now !== undefined && (now.maintenance || now.draining)
      ? [{ kind: 'ready', server: idOf(server) }]
      : [];
  });
}

const WEIGHT = /(^| )weight (\d+)( |$)/;

export function weightOf({ settings }: ServerLine): number {
  return Number(WEIGHT.exec(settings)?.[2] ?? 1);
}

/** Weights can change at run time; anything else of a line can't. Of a server not in the file nothing is known. */
function sameSettings(before: ServerLine | undefined, after: ServerLine): boolean {
  const plain = ({ settings }: ServerLine) => settings.replace(WEIGHT, '$1weight N$3');
  return before === undefined || plain(before) === plain(after);
}

function isSlot({ name }: ServerId, { templates }: BackendLines): boolean {
  return templates.some(({ prefix, count }) => {
    const number = name.startsWith(prefix) ? name.slice(prefix.length) : '';
    return /^[1-9]\d*$/.test(number) && Number(number) <= count;
  });
}

function idOf({ backend, name }: ServerId): ServerId {
  return { backend, name };
}
