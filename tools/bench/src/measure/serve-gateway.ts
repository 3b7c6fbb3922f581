/** The gateway in a separate process: it gets what to serve and reports where; asked again, the CPU time it has used. */
import { startGateway } from '@understudy/gateway';
import { configOf } from '../table-client.ts';
import type { Site } from '../types.ts';
import { holdRoute } from './hold-route.ts';

/** The other data region; nothing is sent there but what keeps its connection warm. */
const STANDBY = 'eu-central-1';

async function serve(site: Site, table: string): Promise<string> {
  const { lease } = await holdRoute(site.region, STANDBY);
  const { endpoint, credentials } = configOf(site);
  const gateway = await startGateway({
    port: 0,
    credentials,
    understudy: {
      service: 'bench',
      regions: { [site.region]: { endpoint }, [STANDBY]: { endpoint } },
      tables: [table],
      route: lease,
    },
  });
  return gateway.address;
}

process.on('message', (asked: { readonly site?: Site; readonly table?: string }) => {
  const { site, table } = asked;
  if (site !== undefined && table !== undefined) {
    void serve(site, table).then((address) => process.send?.(address));
    return;
  }
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
process.once('disconnect', () => process.exit(1));
