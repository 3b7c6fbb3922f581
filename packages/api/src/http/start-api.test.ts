import { chmodSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiOptions } from '../options.ts';
import { TestApi } from '../test-support/test-api.ts';

const running = new TestApi();
beforeAll(() => running.start());
afterAll(() => running.close());

const portOf = ({ address }: TestApi) => Number(new URL(address).port);

async function refused(change: Partial<ApiOptions>, mode = 0o600): Promise<string> {
  const api = new TestApi({}, change);
  chmodSync(api.file, mode);
  try {
    return await api.start().then(
      () => 'started',
      (error: unknown) => (error as { readonly code: string }).code,
    );
  } finally {
    await api.close();
  }
}

describe('a start', () => {
  it('is refused on an address that other machines reach, without TLS', async () => {
    expect(await refused({ host: '0.0.0.0' })).toBe('UND_API_EXPOSED');
  });

  it('is refused with a certificate that is not one', async () => {
    expect(await refused({ tls: { cert: 'x', key: 'y' } })).toBe('UND_API_TLS_INVALID');
  });

  it('is refused with tokens that other users can read', async () => {
    expect(await refused({}, 0o640)).toBe('UND_API_TOKENS_INVALID');
  });

  it('is refused on a port that is taken', async () => {
    expect(await refused({ port: portOf(running) })).toBe('UND_TELEMETRY_ADDRESS_IN_USE');
  });

  it('is possible without tokens: no person may ask yet', async () => {
    const api = new TestApi({}, { tokens: `${running.folder}/none.json` });
    await api.start();
    expect((await api.ask('/api/v1/snapshot', { token: api.tokens.admin })).status).toBe(401);
    expect((await api.ask('/writer')).status).toBe(200);
    await api.close();
  });
});
