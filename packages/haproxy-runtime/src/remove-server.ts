import type { Session } from './open-session.ts';
import type { ServerId } from './types.ts';
import { restServer } from './rest-server.ts';
import { serverPath } from './server-path.ts';
import { deleteServer } from './delete-server.ts';

/** Drains a server and takes it out of HAProxy altogether. Once this is done nothing is connected to it any more. */
export async function removeServer(session: Session, id: ServerId, force = false): Promise<void> {
  await restServer(session, id, force);
  if (force) await session.execute(`shutdown sessions server ${serverPath(id)}`);
  await deleteServer(session, id);
}
