import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { steady } from '@understudy/route/testing';
import { startLocalCredentials, type LocalCredentials } from '@understudy/sandbox';
import { awsEndpoints } from './adapters/aws-endpoints.ts';
import { nameOf, speak } from './test-support/speak.ts';
import { ORDERS, PATIENT, STANDBY, withService, WRITER } from './test-support/with-service.ts';

const service = withService({ beforeAll, afterAll });
const directory = mkdtempSync(join(tmpdir(), 'understudy-gateway-credentials-'));
const before = { ...process.env };
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
  Object.assign(process.env, {
    AWS_CONFIG_FILE: config,
    AWS_PROFILE: 'app',
    AWS_ENDPOINT_URL_STS: local.endpoint,
  });
  delete process.env['AWS_ACCESS_KEY_ID'];
  local.asked.length = 0;
  local.moods.clear();
  local.lifeMs = 3_600_000;
});
afterEach(() => {
  process.env = { ...before };
});

/** A gateway that signs with keys of the SDK's chain, and what its log says. */
async function open() {
  const events: { readonly name: string; readonly facts: Readonly<Record<string, unknown>> }[] = [];
  const opened = await service().open({
    credentials: undefined,
    understudy: { limits: PATIENT },
    onEvent: (name, facts) => events.push({ name, facts }),
  });
  const { address } = opened.gateway;
  return {
    ...opened,
    address,
    events,
    put: () => speak(address, 'PutItem', { TableName: ORDERS, Item: { pk: { S: 'c' } } }),
  };
}

describe("the gateway's credentials", () => {
  it('come from another region where STS of the first is dead, and requests go on past the end of the first keys (fault D20)', async () => {
    local.lifeMs = 7_000;
    const { put, events } = await open();
    expect((await put()).status).toBe(200);
    const endMs = Date.now() + local.lifeMs;
    expect(local.asked[0]).toBe(WRITER);
    local.moods.set(WRITER, 'dies');
    while (Date.now() < endMs) {
      expect((await put()).status).toBe(200);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(local.asked).toContain(STANDBY);
    expect(events.filter(({ name }) => name.startsWith('credentials.'))).toEqual([]);
  });

  it('are asked for at the new writer after a move (fault D20)', async () => {
    local.lifeMs = 8_000;
    const { put, setRoute } = await open();
    await put();
    await setRoute(steady(STANDBY, 2));
    local.asked.length = 0;
    while (local.asked.length === 0) {
      await put();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(local.asked[0]).toBe(STANDBY);
  });

  it('are reported before they end, and used until then (fault D20)', async () => {
    local.lifeMs = 8_000;
    const { put, gateway, events, address } = await open();
    await put();
    local.moods.set('*', 'refuses');
    while (gateway.state().credentials === undefined) {
      expect((await put()).status).toBe(200);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(gateway.state()).toMatchObject({
      ready: true,
      credentials: {
        code: 'UND_SERVICE_CREDENTIALS_NOT_REFRESHED',
        problem: expect.stringContaining(`${WRITER}: refused.`),
        leftMs: expect.any(Number),
      },
    });
    expect((await put()).status).toBe(200);
    const [failed] = events.filter(({ name }) => name === 'credentials.refresh_failed');
    expect(failed?.facts).toMatchObject({ leftMs: expect.any(Number) });
    const metrics = await speak(address, '', '', { method: 'GET', path: '/metrics' });
    expect(metrics.text).toMatch(/understudy_service_credentials_refresh_failures_total [1-9]/);
    expect(metrics.text).toMatch(/understudy_service_credentials_end_seconds \d+/);
  });

  it('that cannot be had are the answer, and no evidence against the region', async () => {
    local.moods.set('*', 'dies');
    const { put, gateway } = await open();
    const answer = await put();
    expect([answer.status, nameOf(answer)]).toEqual([500, 'InternalServerError']);
    expect(answer.headers['x-understudy-error']).toBe('UND_SERVICE_CREDENTIALS_UNAVAILABLE');
    expect(gateway.state()).toMatchObject({ ready: false, credentials: { leftMs: 0 } });
  });
});

describe("the gateway's credentials that a region refuses", () => {
  it.each(['UnrecognizedClientException', 'ExpiredTokenException', 'InvalidSignatureException'])(
    'are reported as its own, and not as those of the caller: %s (fault N1)',
    async (code) => {
      const { gateway } = await service().open({ understudy: { limits: PATIENT } });
      const fault = service()
        .cloud.region(WRITER)
        .faults.add({ kind: 'error', code, message: 'No.', status: 400 });
      try {
        const answer = await speak(gateway.address, 'GetItem', {
          TableName: ORDERS,
          Key: { pk: { S: 'c' } },
        });
        expect([answer.status, nameOf(answer)]).toEqual([500, 'InternalServerError']);
        expect(answer.headers['x-understudy-error']).toBe('UND_SERVICE_NOT_AUTHENTICATED');
        expect(answer.json['message']).toMatch(/gateway's own credentials .*No\. \w/);
      } finally {
        await fault.lift();
      }
    },
  );
});

describe('the endpoints of AWS', () => {
  it.each([
    [{}, 'https://dynamodb.us-east-1.amazonaws.com/', 'https://streams.dynamodb.us-east-1.amazonaws.com/'],
    [
      { AWS_USE_FIPS_ENDPOINT: 'true' },
      'https://dynamodb-fips.us-east-1.amazonaws.com/',
      'https://streams.dynamodb-fips.us-east-1.amazonaws.com/',
    ],
    [
      { AWS_USE_DUALSTACK_ENDPOINT: 'true' },
      'https://dynamodb.us-east-1.api.aws/',
      'https://streams-dynamodb.us-east-1.api.aws/',
    ],
  ])(
    'follow the settings of the SDK %j, but for a region with its own endpoint (fault D20)',
    async (settings, tables, streams) => {
      Object.assign(process.env, settings);
      const endpointOf = await awsEndpoints('us-east-1', new Map([['eu-central-1', 'http://127.0.0.1:1']]));
      expect([endpointOf('us-east-1', 'dynamodb').href, endpointOf('us-east-1', 'streams').href]).toEqual([
        tables,
        streams,
      ]);
      expect(endpointOf('eu-central-1', 'dynamodb').href).toBe('http://127.0.0.1:1/');
    },
  );
});
