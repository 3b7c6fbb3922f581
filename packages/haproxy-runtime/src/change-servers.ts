import type { ServerLine } from '@understudy/haproxy-config';
import { HaproxyRuntimeError } from './errors.ts';
import { refusedCommand, type Session } from './open-session.ts';
import type { RunningServer, ServerId } from './types.ts';

const NAME = /^[\w.-]+$/;
const ADDRESS = /^[\w.:[\]]+$/;
const SETTINGS = /^[\w.:/%, -]*$/;

/**
 * Adds a server and waits until its checks have passed. Until then no request reaches it: it is told to be drained and
 * down before it is told to be ready (a server that is merely added and enabled takes requests before its first check).
 * @throws HaproxyRuntimeError `UND_HAPROXY_RUNTIME_SERVER_NOT_UP`, having taken it out again
 */
export async function addServer(session: Session, server: ServerLine): Promise<void> {
  const { address, settings } = server;
  if (!ADDRESS.test(address)) throw invalid('address', address);
  if (!SETTINGS.test(settings)) throw invalid('settings', settings);
  await session.tell(
    `add server ${path(server)} ${address} ${settings}`.trim(),
    /^New server registered\.\s*$/,
  );
  // It has no sticky cookie otherwise. A backend without such cookies answers that it has no key, and is as before.
  await session.ask('stats', `enable dynamic-cookie backend ${server.backend}`);
  try {
    await readyServer(session, server, {
      checked: /(^| )check( |$)/.test(settings),
      agent: settings.includes('agent-check'),
    });
  } catch (error) {
    await deleteServer(session, server);
    throw error;
  }
}

/**
 * Ends maintenance or draining: through its checks, where it has been without them.
 * @throws HaproxyRuntimeError `UND_HAPROXY_RUNTIME_SERVER_NOT_UP`; it is in maintenance then
 */
export async function readyServer(
  session: Session,
  id: ServerId,
  { checked, agent = false }: { readonly checked: boolean; readonly agent?: boolean },
): Promise<void> {
  const before = await findServer(session, id);
  if (checked && before?.maintenance !== false) {
    await session.tell(`enable health ${path(id)}`);
    if (agent) await session.tell(`enable agent ${path(id)}`);
    await session.tell(`set server ${path(id)} state drain`);
    await session.tell(`set server ${path(id)} health down`);
  }
  await session.tell(`set server ${path(id)} state ready`);
  const up = await session.until(async () => isUp(await findServer(session, id)), session.options.upLimitMs);
  if (up.met) return;
  const last = await findServer(session, id);
  await session.tell(`set server ${path(id)} state maint`);
  throw new HaproxyRuntimeError('UND_HAPROXY_RUNTIME_SERVER_NOT_UP', {
    what: `${path(id)} was not up within ${String(session.options.upLimitMs)} ms; its last check said ${JSON.stringify(last?.check ?? '')}.`,
    details: { ...id, check: last?.check },
  });
}

/**
 * Sends a server no new request, and waits until those under way have ended.
 * @throws HaproxyRuntimeError `UND_HAPROXY_RUNTIME_SERVER_BUSY`; it stays drained
 */
export async function drainServer(session: Session, id: ServerId, force = false): Promise<void> {
  await session.tell(`set server ${path(id)} state drain`);
  const idle = await session.until(async () => {
    const server = await findServer(session, id);
    return server === undefined || server.sessions + server.queued === 0;
  }, session.options.drainLimitMs);
  if (idle.met || force) return;
  throw busy(id, session.options.drainLimitMs);
}

/** Drains a server, then takes it out of service: neither requests nor checks reach it. */
export async function restServer(session: Session, id: ServerId, force = false): Promise<void> {
  await drainServer(session, id, force);
  await session.tell(`set server ${path(id)} state maint`);
}

/** Drains a server and takes it out of HAProxy altogether. Once this is done nothing is connected to it any more. */
export async function removeServer(session: Session, id: ServerId, force = false): Promise<void> {
  await restServer(session, id, force);
  if (force) await session.tell(`shutdown sessions server ${path(id)}`);
  await deleteServer(session, id);
}

export async function weighServer(session: Session, id: ServerId, weight: number): Promise<void> {
  if (!Number.isInteger(weight) || weight < 0 || weight > 256) throw invalid('weight', String(weight));
  await session.tell(`set server ${path(id)} weight ${String(weight)}`);
}

/** Gives a slot of a template its address, and brings it into service. */
export async function fillSlot(
  session: Session,
  id: ServerId,
  { address, port }: { readonly address: string; readonly port: number },
): Promise<void> {
  if (!ADDRESS.test(address)) throw invalid('address', address);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw invalid('port', String(port));
  await session.tell(`set server ${path(id)} addr ${address} port ${String(port)}`, /changed|no need|^\s*$/);
  await session.ask('stats', `enable dynamic-cookie backend ${id.backend}`);
  await session.tell(`set server ${path(id)} state drain`);
  await readyServer(session, id, { checked: true });
}

/** Connections that are kept for the next request go in a moment; a server that has one can't be deleted. */
async function deleteServer(session: Session, id: ServerId): Promise<void> {
  const command = `del server ${path(id)}`;
  const gone = await session.until(async () => {
    const answer = await session.ask('stats', command);
    if (/^Server deleted\.\s*$/.test(answer)) return true;
    if (!answer.includes('still has connections')) throw refusedCommand(command, answer);
    return false;
  }, session.options.drainLimitMs);
  if (!gone.met) throw busy(id, session.options.drainLimitMs);
}

async function findServer(session: Session, { backend, name }: ServerId): Promise<RunningServer | undefined> {
  const servers = await session.servers(backend);
  return servers.find((server) => server.name === name);
}

function isUp(server: RunningServer | undefined): boolean {
  return (
    server !== undefined && (server.state === 'up' || server.state === 'starting') && !server.maintenance
  );
}

function path({ backend, name }: ServerId): string {
  if (!NAME.test(backend)) throw invalid('backend', backend);
  if (!NAME.test(name)) throw invalid('server', name);
  return `${backend}/${name}`;
}

function busy(id: ServerId, limitMs: number): HaproxyRuntimeError {
  return new HaproxyRuntimeError('UND_HAPROXY_RUNTIME_SERVER_BUSY', {
    what: `${path(id)} still had requests after ${String(limitMs)} ms.`,
    details: { ...id },
  });
}

function invalid(kind: string, value: string): HaproxyRuntimeError {
  return new HaproxyRuntimeError('UND_HAPROXY_RUNTIME_ARGUMENT_INVALID', {
    what: `The ${kind} ${JSON.stringify(value)} is refused.`,
    details: { kind, value },
  });
}
