import type { ServerLine } from '@understudy/haproxy-config';
import type { Session } from './open-session.ts';
import { ADDRESS, invalid, serverPath } from './server-path.ts';
import { readyServer } from './ready-server.ts';
import { deleteServer } from './delete-server.ts';

const SETTINGS = /^[\w.:/%, -]*$/;

/**
 * Adds a server and waits until its checks have passed. Until then no request reaches it: it is set to drain and
 * down before it is set to ready (a server that is merely added and enabled takes requests before its first check).
 * @throws HaproxyRuntimeError `UND_HAPROXY_RUNTIME_SERVER_NOT_UP`, having taken it out again
 */
export async function addServer(session: Session, server: ServerLine): Promise<void> {
  const { address, settings } = server;
  if (!ADDRESS.test(address)) throw invalid('address', address);
  if (!SETTINGS.test(settings)) throw invalid('settings', settings);
  await session.execute(
    `add server ${serverPath(server)} ${address} ${settings}`.trim(),
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
