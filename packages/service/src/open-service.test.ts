import { afterEach, describe, expect, it } from '@jest/globals';
import { sampleTopology } from '@understudy/topology/testing';
import { clientConfig } from './client-config.ts';
import { openService, type OpenedService } from './open-service.ts';
import type { OpenServiceOptions } from './options.ts';

const topology = sampleTopology().value;
const opened: OpenedService[] = [];
const open = (options?: OpenServiceOptions) => {
  const service = openService(topology, options);
  opened.push(service);
  return service;
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map((service) => service.close()));
});

describe('openService', () => {
  it('opens one client for a region, at its first use', () => {
    const service = open();
    expect(service.regions).toEqual(['us-east-1', 'eu-central-1']);
    expect(service.dataClient('us-east-1')).toBe(service.dataClient('us-east-1'));
    expect(service.dataClient('us-east-1')).not.toBe(service.dataClient('eu-central-1'));
    expect(service.streamsClient('us-east-1')).toBe(service.streamsClient('us-east-1'));
    expect(service.controlClients).toBe(service.controlClients);
    expect(service.routeStore).toBe(service.routeStore);
    expect(service.fences).toBe(service.fences);
  });

  it('gives data and control their own attempts and credentials', async () => {
    const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' };
    const service = open({ data: { attempts: 6 }, control: { attempts: 8 }, credentials });
    const { config } = service.dataClient('us-east-1');
    await expect(config.maxAttempts()).resolves.toBe(6);
    await expect(config.region()).resolves.toBe('us-east-1');
    await expect(config.credentials()).resolves.toMatchObject({ accessKeyId: 'key' });
    await expect(service.controlClients[0]?.config.maxAttempts()).resolves.toBe(8);
    await expect(open().dataClient('us-east-1').config.maxAttempts()).resolves.toBe(1);
  });

  it('refuses a region that is not one of the two', () => {
    expect(() => open().dataClient('eu-west-1')).toThrow(
      'UND_SERVICE_REGION_UNKNOWN: "eu-west-1" is neither of the data regions us-east-1 and eu-central-1.',
    );
  });

  it('starts one lease, and ends it when it is closed', async () => {
    const service = openService(topology);
    const { lease } = service;
    expect(service.lease).toBe(lease);
    const waiting = lease.changed();
    await Promise.all([
      expect(waiting).rejects.toMatchObject({ code: 'UND_ROUTE_LEASE_STOPPED' }),
      service.close(),
    ]);
  });
});

describe('clientConfig', () => {
  it('takes the time limit of the topology, one attempt and 16 sockets unless given', () => {
    expect(clientConfig({ name: 'us-east-1' }, { attemptTimeoutMs: 700 })).toEqual({
      region: 'us-east-1',
      maxAttempts: 1,
      ignoreConfiguredEndpointUrls: true,
      requestHandler: {
        connectionTimeout: 700,
        requestTimeout: 700,
        throwOnRequestTimeout: true,
        httpAgent: { maxSockets: 16, keepAlive: true },
        httpsAgent: { maxSockets: 16, keepAlive: true },
      },
    });
    const given = { attemptTimeoutMs: 700, timeoutMs: 20_000, attempts: 8, sockets: 4 };
    expect(clientConfig({ name: 'us-east-1', endpoint: 'http://127.0.0.1:8000' }, given)).toMatchObject({
      endpoint: 'http://127.0.0.1:8000',
      maxAttempts: 8,
      requestHandler: { requestTimeout: 20_000, httpAgent: { maxSockets: 4 } },
    });
  });
});
