import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isAlive } from '../test-support/await-true.ts';
import type { CompanionOptions } from '../types.ts';
import { launchAlertmanager } from './launch-alertmanager.ts';
import { launchPrometheus } from './launch-prometheus.ts';
import { openWorkspace, type Workspace } from './open-workspace.ts';

let storage: string;
let workspace: Workspace;

beforeAll(async () => {
  storage = await mkdtemp(join(tmpdir(), 'launch-monitoring-'));
  workspace = await openWorkspace(storage);
});

afterAll(async () => {
  await workspace.close();
  await rm(storage, { recursive: true });
});

const PROGRAMS = {
  Prometheus: { launch: launchPrometheus, config: 'global: { scrape_interval: 1s }\n' },
  Alertmanager: {
    launch: launchAlertmanager,
    config: 'route: { receiver: people }\nreceivers: [{ name: people }]\n',
  },
} as const;

describe.each(Object.entries(PROGRAMS))('%s', (name, { launch, config }) => {
  const start = async (text: string) => {
    const configFile = join(workspace.directory, `${name}.yml`);
    await writeFile(configFile, text);
    return launch({
      configFile,
      cloud: {
        directory: workspace.directory,
        launch: ({ command, args, env = process.env }: CompanionOptions) =>
          workspace.launch({ command, args, env, cwd: workspace.directory }),
      },
    });
  };

  it('is ready once it is launched, and gone once it is stopped', async () => {
    const server = await start(config);
    expect((await fetch(`${server.url}/-/ready`)).status).toBe(200);
    await server.stop();
    expect(isAlive(server.pid)).toBe(false);
  });

  it('says its last lines where the configuration is wrong', async () => {
    await expect(start('no_such_key: 1\n')).rejects.toMatchObject({
      code: 'UND_SANDBOX_START_FAILED',
      message: expect.stringContaining('no_such_key') as unknown,
    });
  });
});
