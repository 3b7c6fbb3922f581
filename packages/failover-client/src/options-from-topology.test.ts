import { describe, expect, it } from '@jest/globals';
import { parseTopology } from '@understudy/topology';
import { resolveSettings } from './options.ts';
import { optionsFromTopology } from './options-from-topology.ts';

const TEXT = `
service: shop
regions:
  data:
    - name: us-east-1
      endpoint: http://127.0.0.1:8001
    - name: eu-central-1
  witness:
    endpoints:
      - name: eu-west-1
tables:
  - name: orders
  - name: customers
stampAttribute: shop:v
client:
  reads: any
  batchWrites: unfenced
`;

describe('optionsFromTopology', () => {
  it('says what the file says, and more where that is given', () => {
    const topology = parseTopology(TEXT);
    const options = optionsFromTopology(topology, { warmEveryMs: 0 });
    expect(options).toMatchObject({
      service: 'shop',
      regions: { 'us-east-1': { endpoint: 'http://127.0.0.1:8001' }, 'eu-central-1': {} },
      tables: ['orders', 'customers'],
      route: { witness: { endpoints: [{ name: 'eu-west-1' }], table: 'understudy-route' } },
      onControlLoss: 'continue',
      warmEveryMs: 0,
    });
    expect(resolveSettings(options)).toMatchObject({
      limits: topology.limits,
      stampAttribute: 'shop:v',
      reads: 'any',
      batchWrites: 'unfenced',
    });
  });
});
