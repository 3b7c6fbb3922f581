import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCESS_KEY, startTestCloud, type LocalCloud } from '@understudy/sandbox';
import { openShell, type Shell } from './open-shell.ts';

/** The limits of a service whose moves take seconds. */
const LIMITS = { leaseMs: 3_000, attemptTimeoutMs: 3_000, controlTimeoutMs: 950, writeDeadlineMs: 20_000 };

/** A local cloud, and a shell in which an operator of it types. */
export interface ServiceShell {
  readonly cloud: LocalCloud;
  readonly directory: string;
  /** Runs a block. @throws Error where one of its commands fails */
  type(block: string): Promise<string>;
  /** Writes `understudy.yaml`: the service `shop` with these tables, and the route in this table of the witness. */
  describe(tables: readonly string[], routeTable?: string): void;
  close(): Promise<void>;
}

/** Starts the regions of the guides, and the shell with their endpoints, and `understudy`. */
export async function openServiceShell(): Promise<ServiceShell> {
  const cloud = await startTestCloud({ regions: ['us-east-1', 'eu-central-1'], witness: 'eu-west-1' });
  const directory = mkdtempSync(join(tmpdir(), 'understudy-operate-'));
  const endpoints = Object.fromEntries(
    cloud.regions.map(({ name, endpoint }) => [`ENDPOINT_${name.replaceAll('-', '_')}`, endpoint]),
  );
  const shell: Shell = openShell(directory, {
    ...endpoints,
    AWS_ACCESS_KEY_ID: ACCESS_KEY,
    AWS_SECRET_ACCESS_KEY: ACCESS_KEY,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
  return {
    cloud,
    directory,
    type: async (block) => {
      const { code, output } = await shell.run(block);
      if (code !== 0) throw new Error(`It ended with ${code}:\n${block}\n${output}`);
      return output;
    },
    describe: (tables, routeTable) => {
      writeFileSync(join(directory, 'understudy.yaml'), topologyOf(cloud, tables, routeTable));
    },
    close: async () => {
      await shell.close();
      await cloud.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** YAML is a superset of JSON. */
function topologyOf(cloud: LocalCloud, tables: readonly string[], table?: string): string {
  const region = (name: string) => ({ name, endpoint: cloud.region(name).endpoint });
  return JSON.stringify({
    service: 'shop',
    regions: {
      data: [region('us-east-1'), region('eu-central-1')],
      witness: { endpoints: [region(cloud.witness.name)], ...(table !== undefined && { table }) },
    },
    tables: tables.map((name) => ({ name })),
    limits: { ...LIMITS, maxRequestAgeMs: 3_000 },
  });
}
