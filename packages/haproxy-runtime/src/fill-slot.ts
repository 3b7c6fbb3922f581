import type { Session } from './open-session.ts';
import type { ServerId } from './types.ts';
import { ADDRESS, invalid, serverPath } from './server-path.ts';
import { readyServer } from './ready-server.ts';

/** Gives a slot of a template its address, and brings it into service. */
export async function fillSlot(
  session: Session,
  id: ServerId,
  { address, port }: { readonly address: string; readonly port: number },
): Promise<void> {
  if (!ADDRESS.test(address)) throw invalid('address', address);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw invalid('port', String(port));
  await session.execute(`set server ${serverPath(id)} addr ${address} port ${port}`, /changed|no need|^\s*$/);
  await session.ask('stats', `enable dynamic-cookie backend ${id.backend}`);
  await session.execute(`set server ${serverPath(id)} state drain`);
  await readyServer(session, id, { checked: true });
}
