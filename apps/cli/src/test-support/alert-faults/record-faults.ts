import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startLinodeCloud, type LinodeCloud } from '@understudy/sandbox';
import { linodeClient } from '@understudy/linode-provisioner';
import { STANDBY, WRITER, type WatchedService } from '../watched-service.ts';
import type { AlertFaultGroup } from './alert-fault.ts';
import { OBSERVERS, PROGRAMS } from './programs.ts';

const DOMAIN = 'example.org';
const RECORD = {
  domain: DOMAIN,
  name: 'api',
  targets: [
    { region: WRITER, target: '192.0.2.1' },
    { region: STANDBY, target: '198.51.100.1' },
  ],
};

async function restart(service: WatchedService, options: { file?: string; env?: Record<string, string> }) {
  await Promise.all(
    OBSERVERS.map(async ({ name }) => {
      await service.stop(name);
      await service.start(name, PROGRAMS[name] ?? [], options);
    }),
  );
}

async function leadElsewhere({ endpoint, token }: LinodeCloud): Promise<void> {
  const api = linodeClient({ endpoint, token });
  const domain = (await api.findDomain(DOMAIN)) ?? 0;
  await api.createRecord(domain, { type: 'A', name: 'api', target: '203.0.113.9', ttlSec: 30 });
}

/** DNS records that follow the writer. */
export const RECORD_FAULTS: readonly AlertFaultGroup[] = [
  {
    name: 'a DNS record that was changed',
    faults: [
      {
        what: 'the record of the service leads to neither region',
        raises: ['UnderstudyRecordElsewhere'],
        begin: async (service) => {
          const linode = await startLinodeCloud({ account: { domains: [DOMAIN] } });
          await leadElsewhere(linode);
          const file = join(service.cloud.directory, 'records.yaml');
          await writeFile(file, service.topology({ dns: { records: [RECORD] } }));
          await restart(service, { file, env: { LINODE_TOKEN: linode.token, LINODE_URL: linode.endpoint } });
          return async () => {
            await restart(service, {});
            await linode.stop();
          };
        },
      },
    ],
  },
];
