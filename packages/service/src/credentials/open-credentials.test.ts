import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RecordingTelemetry } from '@understudy/core/testing';
import { startLocalCredentials, type LocalCredentials } from '@understudy/sandbox';
import { openCredentials, type OpenCredentialsOptions } from './open-credentials.ts';

const directory = mkdtempSync(join(tmpdir(), 'understudy-credentials-'));
const before = { ...process.env };
let local: LocalCredentials;
let files = 0;

beforeAll(async () => {
  local = await startLocalCredentials();
});
afterAll(async () => {
  await local.close();
  rmSync(directory, { recursive: true });
});
beforeEach(() => {
  local.asked.length = 0;
  local.moods.clear();
  local.delayMs = 0;
});
afterEach(() => {
  process.env = { ...before };
});

/** The SDK keeps what it read of a file, so each test has its own files. */
function environment(more: Readonly<Record<string, string>>, profiles = ''): void {
  files += 1;
  const config = join(directory, `config${files}`);
  writeFileSync(config, profiles);
  const kept = Object.entries(before).filter(([name]) => !name.startsWith('AWS_'));
  process.env = {
    ...Object.fromEntries(kept),
    AWS_CONFIG_FILE: config,
    AWS_SHARED_CREDENTIALS_FILE: join(directory, 'none'),
    AWS_ENDPOINT_URL_STS: local.endpoint,
    AWS_EC2_METADATA_DISABLED: 'true',
    ...more,
  };
}

const ROLE = `[profile base]
aws_access_key_id = base
aws_secret_access_key = base
[profile app]
role_arn = arn:aws:iam::000000000000:role/app
source_profile = base
region = us-east-1
`;

function webIdentity(): Readonly<Record<string, string>> {
  const token = join(directory, 'token');
  writeFileSync(token, 'a-token');
  return { AWS_ROLE_ARN: 'arn:aws:iam::000000000000:role/app', AWS_WEB_IDENTITY_TOKEN_FILE: token };
}

const open = (more: Partial<OpenCredentialsOptions> = {}) =>
  openCredentials({ regions: () => ['us-east-1', 'eu-central-1', 'eu-west-1'], ...more });
const KEYS = { accessKeyId: 'understudy', sessionToken: expect.stringMatching(/^token\d+$/) };

describe('credentials of an assumed role', () => {
  it('come from the first region', async () => {
    environment({ AWS_PROFILE: 'app' }, ROLE);
    await expect(open().keys()).resolves.toMatchObject(KEYS);
    expect(local.asked[0]).toBe('us-east-1');
  });

  it.each(['dies', 'refuses', 'hangs'] as const)(
    'come from the next region where the first one %s, also where the profile names the first (fault D20)',
    async (mood) => {
      environment({ AWS_PROFILE: 'app' }, ROLE);
      local.moods.set('us-east-1', mood);
      await expect(open().keys()).resolves.toMatchObject(KEYS);
      expect(local.asked.at(-1)).toBe('eu-central-1');
    },
    15_000,
  );

  it('come from the region of the witness where neither data region answers (fault D20)', async () => {
    environment({ AWS_PROFILE: 'app' }, ROLE);
    local.moods.set('us-east-1', 'refuses').set('eu-central-1', 'dies');
    await expect(open().keys()).resolves.toMatchObject(KEYS);
    expect(local.asked.at(-1)).toBe('eu-west-1');
  });

  it('are asked for in the order of the moment: the new writer first after a move (fault D20)', async () => {
    environment({ AWS_PROFILE: 'app' }, ROLE);
    local.lifeMs = 8_000;
    const order = ['us-east-1', 'eu-central-1'];
    const kept = open({ regions: () => order });
    await kept.keys();
    order.reverse();
    local.asked.length = 0;
    while (local.asked.length === 0) {
      await kept.keys();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(local.asked[0]).toBe('eu-central-1');
    local.lifeMs = 3_600_000;
  });

  it('that no source gives are refused with every region and its reason', async () => {
    environment({ AWS_PROFILE: 'app' }, ROLE);
    local.moods.set('*', 'refuses');
    const telemetry = new RecordingTelemetry();
    const kept = open({ telemetry });
    await expect(kept.keys()).rejects.toMatchObject({
      code: 'UND_SERVICE_CREDENTIALS_UNAVAILABLE',
      message: expect.stringMatching(/us-east-1: refused\. eu-central-1: refused\. eu-west-1: refused\./),
    });
    expect(telemetry.events).toMatchObject([{ name: 'credentials.refresh_failed' }]);
  });
});

describe('credentials by a web identity', () => {
  it('are asked for again where the first endpoint dies (fault D20)', async () => {
    environment(webIdentity());
    local.moods.set('unsigned', 'hangs');
    const keys = open().keys();
    while (local.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    local.moods.clear();
    await expect(keys).resolves.toMatchObject(KEYS);
    expect(local.asked.length).toBeGreaterThan(1);
  });

  it('are waited for where the endpoint is slow', async () => {
    environment(webIdentity());
    local.delayMs = 2_500;
    await expect(open().keys()).resolves.toMatchObject(KEYS);
  });
});

describe('credentials of the machine', () => {
  it('come from the endpoint of the container', async () => {
    environment({ AWS_CONTAINER_CREDENTIALS_FULL_URI: local.containerUri });
    await expect(open().keys()).resolves.toMatchObject(KEYS);
    expect(new Set(local.asked)).toEqual(new Set(['container']));
  });

  it('come from the metadata of the instance', async () => {
    environment({ AWS_EC2_METADATA_DISABLED: 'false', AWS_EC2_METADATA_SERVICE_ENDPOINT: local.endpoint });
    await expect(open().keys()).resolves.toMatchObject(KEYS);
    expect(new Set(local.asked)).toEqual(new Set(['instance']));
  });

  it('are asked for once where there are none, not in one region after the other', async () => {
    environment({});
    const telemetry = new RecordingTelemetry();
    await expect(open({ telemetry }).keys()).rejects.toMatchObject({
      code: 'UND_SERVICE_CREDENTIALS_UNAVAILABLE',
      message: expect.stringMatching(/us-east-1: Could not load credentials from any providers\. /),
    });
    expect(local.asked).toEqual([]);
  });
});

describe('credentials of a process', () => {
  it('are asked for as the SDK does it where it failed', async () => {
    const [script, runs] = [join(directory, 'process.sh'), join(directory, 'runs')];
    writeFileSync(
      script,
      `printf 'run\\n' >> ${runs}; [ "$(wc -l < ${runs})" -ge 2 ] && cat ${directory}/keys`,
    );
    writeFileSync(
      join(directory, 'keys'),
      JSON.stringify({
        Version: 1,
        AccessKeyId: 'understudy',
        SecretAccessKey: 'secret',
        SessionToken: 'token1',
      }),
    );
    environment({ AWS_PROFILE: 'app' }, `[profile app]\ncredential_process = sh ${script}\n`);
    await expect(open().keys()).resolves.toMatchObject(KEYS);
    expect(readFileSync(runs, 'utf8')).toMatch(/^run\nrun\n/);
  });
});

describe('credentials of the caller', () => {
  it('stay as they are', async () => {
    environment({});
    const given = { accessKeyId: 'a', secretAccessKey: 'b' };
    await expect(open({ given }).keys()).resolves.toEqual(given);
  });

  it('by a function are asked for with the region of each (fault D20)', async () => {
    environment({});
    const asked: string[] = [];
    const given = async (options?: object) => {
      const { callerClientConfig } = options as { callerClientConfig: { region(): Promise<string> } };
      asked.push(await callerClientConfig.region());
      if (asked.length === 1) throw new Error('refused');
      return { accessKeyId: 'a', secretAccessKey: 'b' };
    };
    await expect(open({ given }).keys()).resolves.toMatchObject({ accessKeyId: 'a' });
    expect(asked).toEqual(['us-east-1', 'eu-central-1']);
  });
});
