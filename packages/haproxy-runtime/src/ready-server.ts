import { HaproxyRuntimeError } from './errors.ts';
import type { Session } from './open-session.ts';
import type { RunningServer, ServerId } from './types.ts';
import { serverPath } from './server-path.ts';

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
    await session.execute(`enable health ${serverPath(id)}`);
    if (agent) await session.execute(`enable agent ${serverPath(id)}`);
    await session.execute(`set server ${serverPath(id)} state drain`);
    await session.execute(`set server ${serverPath(id)} health down`);
  }
  await session.execute(`set server ${serverPath(id)} state ready`);
  const up = await session.until(async () => isUp(await findServer(session, id)), session.options.upLimitMs);
  if (up.met) return;
  const last = await findServer(session, id);
  await session.execute(`set server ${serverPath(id)} state maint`);
  throw new HaproxyRuntimeError('UND_HAPROXY_RUNTIME_SERVER_NOT_UP', {
    what: `${serverPath(id)} was not up within ${session.options.upLimitMs} ms; its last check said ${JSON.stringify(last?.check ?? '')}.`,
    details: { ...id, check: last?.check },
  });
}

export async function findServer(
  session: Session,
  { backend, name }: ServerId,
): Promise<RunningServer | undefined> {
  const servers = await session.servers(backend);
  return servers.find((server) => server.name === name);
}

function isUp(server: RunningServer | undefined): boolean {
  return (
    server !== undefined && (server.state === 'up' || server.state === 'starting') && !server.maintenance
  );
}
