import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CompanionOptions } from '../types.ts';
import { launchHaproxy, type HaproxyPaths } from './launch-haproxy.ts';
import type { LaunchedProcess } from './launch-process.ts';
import { openWorkspace, type Workspace } from './open-workspace.ts';

let storage: string;
let workspace: Workspace;
const launched: LaunchedProcess[] = [];

beforeAll(async () => {
  storage = await mkdtemp(join(tmpdir(), 'launch-haproxy-'));
  workspace = await openWorkspace(storage);
});

afterAll(async () => {
  await workspace.close();
  await rm(storage, { recursive: true });
});

const launch = (config: (paths: HaproxyPaths) => string) =>
  launchHaproxy({
    cloud: {
      directory: workspace.directory,
      launch: async ({ command, args, env = process.env }: CompanionOptions) => {
        const each = await workspace.launch({ command, args, env, cwd: workspace.directory });
        launched.push(each);
        return each;
      },
    },
    config,
  });

describe('launchHaproxy', () => {
  it('serves once it is launched, and is gone once it is stopped', async () => {
    const haproxy = await launch(({ statsSocket }) =>
      ['global', `  stats socket ${statsSocket} level admin`, 'defaults', '  timeout connect 1s', ''].join(
        '\n',
      ),
    );
    expect(launched.at(-1)?.alive()).toBe(true);
    expect(haproxy.pid).toBe(launched.at(-1)?.pid);
    await haproxy.stop();
    expect(launched.at(-1)?.alive()).toBe(false);
  });

  it('says the last lines of HAProxy where the configuration is wrong', async () => {
    await expect(launch(() => 'global\n  no-such-keyword\n')).rejects.toMatchObject({
      code: 'UND_SANDBOX_START_FAILED',
      message: expect.stringContaining('no-such-keyword') as unknown,
    });
    expect(launched.at(-1)?.alive()).toBe(false);
  });
});
