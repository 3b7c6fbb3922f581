import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { findFreePort } from './find-free-port.ts';
import { launchReady, type LaunchServerOptions, type LocalServer } from './launch-ready.ts';

/** Starts Alertmanager, which has to be installed, alone and without a cluster, and waits until it serves. @throws as `launchReady` does */
export async function launchAlertmanager(options: LaunchServerOptions): Promise<LocalServer> {
  const { cloud, configFile, port = await findFreePort() } = options;
  const address = `127.0.0.1:${port}`;
  const args = [
    `--config.file=${configFile}`,
    `--storage.path=${await mkdtemp(join(cloud.directory, 'alertmanager-'))}`,
    `--web.listen-address=${address}`,
    '--cluster.listen-address=',
    '--log.level=warn',
  ];
  const program = {
    name: 'Alertmanager',
    command: 'prometheus-alertmanager',
    args,
    url: `http://${address}`,
  };
  return launchReady(program, options);
}
