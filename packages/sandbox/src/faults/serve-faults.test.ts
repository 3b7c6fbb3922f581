import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ListTablesCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { serveFaults, withLocalCloud, type PartyState, type ServedFaults } from '../index.ts';

jest.setTimeout(60_000);

const cloud = withLocalCloud({ beforeAll, afterAll }, { regions: ['us-east-1'], witness: 'eu-west-1' });
let served: ServedFaults;
let client: DynamoDBClient;
beforeAll(async () => {
  served = await serveFaults(cloud());
  client = cloud()
    .region('us-east-1')
    .client({ maxAttempts: 1, requestHandler: { requestTimeout: 700, throwOnRequestTimeout: true } });
});
afterAll(() => served.close());

interface Answer {
  readonly status: number;
  readonly parties?: readonly PartyState[];
  readonly error?: { readonly code: string; readonly what: string; readonly remedy: string };
}

async function ask(body?: unknown, token = served.token, path = '/faults'): Promise<Answer> {
  const answer = await fetch(`${served.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}` },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: answer.status, ...((await answer.json()) as object) };
}
const strike = (action: string, ms?: number) =>
  ask({ party: 'us-east-1', do: action, ...(ms !== undefined && { ms }) });

/** What is broken of the region, as the server says. */
const faultsIn = ({ parties = [] }: Answer) =>
  parties.flatMap(({ name, faults }) =>
    faults.map(({ kind, ms }) => [name, kind, ...(ms === undefined ? [] : [ms])]),
  );
/** Whether a client of the region gets an answer in time. */
const answers = () =>
  client.send(new ListTablesCommand({})).then(
    () => true,
    () => false,
  );

describe('faults of a local cloud that are served', () => {
  it('kills a region and starts it again, as a client sees it', async () => {
    expect(await answers()).toBe(true);
    expect(faultsIn(await strike('kill'))).toEqual([['us-east-1', 'killed']]);
    expect(await answers()).toBe(false);
    const again = await strike('kill');
    expect(again.parties?.[0]).toMatchObject({ role: 'data', can: ['restart', 'restore'] });
    expect(await strike('pause')).toMatchObject({ status: 409, error: { code: 'UND_SANDBOX_REGION_STATE' } });
    expect(faultsIn(await strike('restart'))).toEqual([]);
    expect(await answers()).toBe(true);
  });

  it('pauses a region, slows it and cuts it off, and restores all at once', async () => {
    expect(faultsIn(await strike('pause'))).toEqual([['us-east-1', 'paused']]);
    expect(await answers()).toBe(false);
    expect(faultsIn(await strike('go-on'))).toEqual([]);
    expect(await answers()).toBe(true);
    await strike('slow', 200);
    expect(faultsIn(await strike('slow', 5_000))).toEqual([['us-east-1', 'slow', 5_000]]);
    expect(await answers()).toBe(false);
    await Promise.all([strike('cut'), strike('cut')]);
    const restored = await ask({ do: 'restore' });
    expect(faultsIn(restored)).toEqual([]);
    expect(restored.parties?.map(({ name, role }) => [name, role])).toEqual([
      ['us-east-1', 'data'],
      ['eu-west-1', 'witness'],
    ]);
    expect(await answers()).toBe(true);
  });

  it('empties a name only where names are served', async () => {
    expect((await ask()).parties?.[0]?.can).not.toContain('empty-name');
    expect(await strike('empty-name')).toMatchObject({ status: 409 });
    await cloud().serveNames();
    expect((await ask()).parties?.[0]?.can).toContain('empty-name');
    expect(faultsIn(await strike('empty-name'))).toEqual([['us-east-1', 'no-name']]);
    expect(await answers()).toBe(false);
    await strike('restore');
    expect(await answers()).toBe(true);
  });

  it('says that a region ended by another hand, too', async () => {
    await cloud().witness.kill();
    expect(faultsIn(await ask())).toEqual([['eu-west-1', 'killed']]);
    expect(faultsIn(await ask({ party: 'eu-west-1', do: 'restore' }))).toEqual([]);
  });

  it('refuses who has no token, and what is no request, before anything changes', async () => {
    for (const token of ['', 'x', `${served.token}x`])
      expect(await ask({ party: 'us-east-1', do: 'kill' }, token)).toMatchObject({
        status: 401,
        error: { code: 'UND_SANDBOX_FAULT_TOKEN_WRONG' },
      });
    expect(await ask('{"do"')).toMatchObject({ status: 400 });
    expect(await ask('x'.repeat(5_000))).toMatchObject({
      status: 400,
      error: { what: 'The body has more than 4096 bytes.' },
    });
    expect(await ask({ party: 'mars-1', do: 'kill' })).toMatchObject({ status: 404 });
    expect(await ask(undefined, served.token, '/other')).toMatchObject({ status: 400 });
    expect(faultsIn(await ask())).toEqual([]);
  });
});
