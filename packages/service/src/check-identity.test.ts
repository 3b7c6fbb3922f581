import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DescribeTableCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { FENCE_TABLE, linkId, LINKS_TABLE } from '@understudy/links';
import { withLocalRegion } from '@understudy/sandbox';
import { checkIdentity } from './check-identity.ts';
import { createService } from './create-service.ts';
import type { OpenedService } from './open-service.ts';
import { A, B, openFreshService } from './test-support/open-fresh-service.ts';

const local = withLocalRegion({ beforeAll, afterAll });
const opened: OpenedService[] = [];
const open = async () => {
  const { service } = await openFreshService(local(), { stream: true });
  opened.push(service);
  return service;
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map((service) => service.close()));
});

const lead = (service: OpenedService, at: string, source: string, target: string) =>
  service.dataClient(at).send(
    new PutItemCommand({
      TableName: LINKS_TABLE,
      Item: { link: { S: linkId({ table: 'orders', source, target }) }, part: { S: 'leader' } },
    }),
  );

const putFence = (service: OpenedService, at: string, names: string | undefined) =>
  service.dataClient(at).send(
    new PutItemCommand({
      TableName: FENCE_TABLE,
      Item: {
        service: { S: 'shop' },
        epoch: { N: '1' },
        writer: { S: A },
        revision: { N: '1' },
        moveId: { S: '' },
        ...(names !== undefined && { region: { S: names } }),
      },
    }),
  );

const swapped = expect.objectContaining({ code: 'UND_SERVICE_REGIONS_SWAPPED' });

describe('checkIdentity', () => {
  it('accepts a service that was never set up, and one whose links lie in their targets', async () => {
    const service = await open();
    await checkIdentity(service, { mustProve: false });
    await createService(service);
    await checkIdentity(service);
    await lead(service, B, A, B);
    await lead(service, A, B, A);
    await checkIdentity(service);
  });

  it('refuses regions whose links lie in the other one', async () => {
    const service = await open();
    await createService(service);
    await lead(service, A, A, B);
    await expect(checkIdentity(service)).rejects.toThrow(swapped);
    await expect(checkIdentity(service)).rejects.toThrow(`answers for ${B}, not for ${A}.`);
  });

  it('refuses a region whose fence names the other one (fault D2)', async () => {
    const service = await open();
    await createService(service);
    await putFence(service, B, A);
    await expect(checkIdentity(service)).rejects.toThrow(swapped);
    await expect(checkIdentity(service)).rejects.toThrow(`answers for ${A}, not for ${B}.`);
    await expect(service.fences.read(B)).rejects.toMatchObject({ code: 'UND_ROUTE_FENCE_MISPLACED' });
    await expect(service.fences.write(B, { epoch: 9, writer: A, revision: 9 })).rejects.toMatchObject({
      code: 'UND_ROUTE_FENCE_MISPLACED',
    });
  });

  it('refuses a region that proves nothing, until setup writes its fence (fault D2)', async () => {
    const service = await open();
    const unproven = expect.objectContaining({ code: 'UND_SERVICE_REGION_UNPROVEN' });
    await expect(checkIdentity(service)).rejects.toThrow(unproven);
    await createService(service);
    await putFence(service, B, undefined);
    await expect(checkIdentity(service)).rejects.toThrow(unproven);
    const { steps } = await createService(service);
    expect(steps).toEqual([{ does: 'write-fence', region: B }]);
    await checkIdentity(service);
  });
});

describe('checkIdentity, by what a region answers', () => {
  it('refuses a region whose tables are in another one, by their ARN', async () => {
    const service = await open();
    const client = service.dataClient(A);
    const send = client.send.bind(client);
    client.send = (async (command: object, ...rest: []) => {
      if (!(command instanceof DescribeTableCommand)) return send(command as never, ...rest);
      return { Table: { TableArn: `arn:aws:dynamodb:${B}:123456789012:table/orders` } };
    }) as typeof client.send;
    await expect(checkIdentity(service)).rejects.toThrow(`answers for ${B}, not for ${A}.`);
  });

  it('refuses a region that expects another signature', async () => {
    const service = await open();
    const client = service.dataClient(B);
    client.send = (async () => {
      throw new Error("Credential should be scoped to a valid region, not 'eu-central-1'.");
    }) as typeof client.send;
    await expect(checkIdentity(service)).rejects.toThrow('answers for another region');
  });

  it('refuses credentials that neither region accepts, and goes on where one does', async () => {
    const service = await open();
    const refuse = (region: string) => {
      service.dataClient(region).send = (async () => {
        throw Object.assign(new Error('The security token is invalid.'), {
          name: 'UnrecognizedClientException',
        });
      }) as never;
    };
    refuse(A);
    await checkIdentity(service, { mustProve: false });
    refuse(B);
    await expect(checkIdentity(service)).rejects.toMatchObject({ code: 'UND_SERVICE_NOT_AUTHENTICATED' });
  });

  it('lets a region that does not answer be', async () => {
    const service = await open();
    const client = service.dataClient(B);
    client.send = (() => new Promise(() => {})) as typeof client.send;
    await checkIdentity(service, { mustProve: false });
  });
});
