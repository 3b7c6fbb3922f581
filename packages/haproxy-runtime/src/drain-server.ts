import { HaproxyRuntimeError } from './errors.ts';
import type { Session } from './open-session.ts';
import type { ServerId } from './types.ts';
import { serverPath } from './server-path.ts';
import { findServer } from './ready-server.ts';

/**
 * Sends a server no new request, and waits until those under way have ended.
 * @throws HaproxyRuntimeError `UND_HAPROXY_RUNTIME_SERVER_BUSY`; it stays drained
 */
export async function drainServer(session: Session, id: ServerId, force = false): Promise<void> {
  await session.execute(`set server ${serverPath(id)} state drain`);
  const idle = await session.until(async () => {
    const server = await findServer(session, id);
    return server === undefined || server.sessions + server.queued === 0;
  }, session.options.drainLimitMs);
  if (idle.met || force) return;
  throw busy(id, session.options.drainLimitMs);
}

export function busy(id: ServerId, limitMs: number): HaproxyRuntimeError {
  return new HaproxyRuntimeError('UND_HAPROXY_RUNTIME_SERVER_BUSY', {
    what: `${serverPath(id)} still had requests after ${limitMs} ms.`,
    details: { ...id },
  });
}
