import type { Session } from './open-session.ts';
import type { ServerId } from './types.ts';
import { drainServer } from './drain-server.ts';
import { serverPath } from './server-path.ts';

/** Drains a server, then takes it out of service: neither requests nor checks reach it. */
export async function restServer(session: Session, id: ServerId, force = false): Promise<void> {
  await drainServer(session, id, force);
  await session.execute(`set server ${serverPath(id)} state maint`);
}
