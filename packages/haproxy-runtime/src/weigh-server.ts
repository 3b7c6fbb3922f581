import type { Session } from './open-session.ts';
import type { ServerId } from './types.ts';
import { invalid, serverPath } from './server-path.ts';

export async function weighServer(session: Session, id: ServerId, weight: number): Promise<void> {
  if (!Number.isInteger(weight) || weight < 0 || weight > 256) throw invalid('weight', String(weight));
  await session.execute(`set server ${serverPath(id)} weight ${weight}`);
}
