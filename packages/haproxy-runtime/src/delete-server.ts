import { refusedCommand, type Session } from './open-session.ts';
import type { ServerId } from './types.ts';
import { serverPath } from './server-path.ts';
import { busy } from './drain-server.ts';

/** Connections that are kept for the next request go in a moment; a server that has one can't be deleted. */
export async function deleteServer(session: Session, id: ServerId): Promise<void> {
  const command = `del server ${serverPath(id)}`;
  const gone = await session.until(async () => {
    const answer = await session.ask('stats', command);
    if (/^Server deleted\.\s*$/.test(answer)) return true;
    if (!answer.includes('still has connections')) throw refusedCommand(command, answer);
    return false;
  }, session.options.drainLimitMs);
  if (!gone.met) throw busy(id, session.options.drainLimitMs);
}
