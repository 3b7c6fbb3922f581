import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DescribeTableCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { linkId, LINKS_TABLE } from '@understudy/links';
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

const swapped = expect.objectContaining({ code: 'UND_SERVICE_REGIONS_SWAPPED' });

describe('checkIdentity', () => {
  it('accepts a service that was never set up, and one whose links lie in their targets', async () => {
    const service = await open();
    await checkIdentity(service);
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
    await checkIdentity(service);
    refuse(B);
    await expect(checkIdentity(service)).rejects.toMatchObject({ code: 'UND_SERVICE_NOT_AUTHENTICATED' });
  });

  it('lets a region that does not answer be', async () => {
    const service = await open();
    const client = service.dataClient(B);
    client.send = (() => new Promise(() => {})) as typeof client.send;
    await checkIdentity(service);
  });
});
