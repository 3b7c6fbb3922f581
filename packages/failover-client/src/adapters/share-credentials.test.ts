import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { startLocalCredentials, type LocalCredentials } from '@understudy/sandbox';
import { ORDERS, STANDBY, withService, WRITER } from '../test-support/with-service.ts';

const service = withService({ beforeAll, afterAll });
/** Long enough for a busy machine: the first keys take longer than a request. */
const PATIENT = {
  leaseMs: 60_000,
  attemptTimeoutMs: 10_000,
  controlTimeoutMs: 9_000,
  writeDeadlineMs: 90_000,
};
const directory = mkdtempSync(join(tmpdir(), 'understudy-client-credentials-'));
const before = { ...process.env };
const put = new PutItemCommand({ TableName: ORDERS, Item: { pk: { S: 'shared' } } });
let local: LocalCredentials;

beforeAll(async () => {
  local = await startLocalCredentials();
});
afterAll(async () => {
  await local.close();
  rmSync(directory, { recursive: true });
});
beforeEach(() => {
  const config = join(directory, 'config');
  writeFileSync(
    config,
    '[profile base]\naws_access_key_id=base\naws_secret_access_key=base\n[profile app]\nrole_arn=arn:aws:iam::000000000000:role/app\nsource_profile=base\n',
  );
  Object.assign(process.env, { AWS_CONFIG_FILE: config, AWS_ENDPOINT_URL_STS: local.endpoint });
  local.asked.length = 0;
  local.moods.clear();
});
afterEach(() => {
  process.env = { ...before };
});

describe("the client's credentials", () => {
  it('come from the other region where STS of the writer is dead (fault D20)', async () => {
    local.moods.set(WRITER, 'dies');
    const { client } = service().open({
      credentials: 'chain',
      sdk: { profile: 'app' },
      understudy: { limits: PATIENT },
    });
    await expect(client.send(put)).resolves.toMatchObject({ $metadata: { httpStatusCode: 200 } });
    expect(local.asked[0]).toBe(WRITER);
    expect(local.asked).toContain(STANDBY);
  });

  it('that cannot be had are the answer, and no evidence against the region (fault D20)', async () => {
    local.moods.set('*', 'dies');
    const { client } = service().open({
      credentials: 'chain',
      sdk: { profile: 'app' },
      understudy: { limits: PATIENT },
    });
    await expect(client.send(put)).rejects.toMatchObject({ code: 'UND_SERVICE_CREDENTIALS_UNAVAILABLE' });
  });

  it('of the caller stay as they are', async () => {
    const { client } = service().open({ understudy: { limits: PATIENT } });
    await client.send(put);
    expect(local.asked).toEqual([]);
  });
});

describe('FIPS and dual-stack', () => {
  it('are left to regions without their own endpoint (fault D20)', async () => {
    Object.assign(process.env, { AWS_USE_FIPS_ENDPOINT: 'true', AWS_USE_DUALSTACK_ENDPOINT: 'true' });
    const { client } = service().open({ understudy: { limits: PATIENT } });
    await expect(client.send(put)).resolves.toMatchObject({ $metadata: { httpStatusCode: 200 } });
  });
});
