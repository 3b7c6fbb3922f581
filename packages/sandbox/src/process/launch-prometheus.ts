import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { findFreePort } from './find-free-port.ts';
import { launchReady, type LaunchServerOptions, type LocalServer } from './launch-ready.ts';

/** Starts Prometheus, which has to be installed, and waits until it serves. @throws as `launchReady` does */
export async function launchPrometheus(options: LaunchServerOptions): Promise<LocalServer> {
  const { cloud, configFile, port = await findFreePort() } = options;
  const address = `127.0.0.1:${port}`;
  const args = [
    `--config.file=${configFile}`,
    `--storage.tsdb.path=${await mkdtemp(join(cloud.directory, 'prometheus-'))}`,
    `--web.listen-address=${address}`,
    '--log.level=warn',
  ];
  return launchReady({ name: 'Prometheus', command: 'prometheus', args, url: `http://${address}` }, options);
}
