import { describe, expect, it } from '@jest/globals';
import { parseTopology } from '@understudy/topology';
import { writeTopology } from '../service/write-topology.ts';
import { describePools } from './describe-pools.ts';

describe('describePools', () => {
  it('describes servers that the topology takes as any others', () => {
    const data = writeTopology({
      data: [
        { name: 'us-east-1', endpoint: 'http://127.0.0.2:8001' },
        { name: 'eu-central-1', endpoint: 'http://127.0.0.3:8002' },
      ],
      witness: { name: 'eu-west-1', endpoint: 'http://127.0.0.4:8003' },
    });
    const servers = describePools({
      root: '/opt/understudy',
      topologyFile: '/run/understudy.yaml',
      front: { address: '127.0.0.5', port: 8080, adminPort: 8404 },
    });
    const { pools, traffic } = parseTopology(`${data}\n${servers}`);
    expect(pools.map(({ name, count }) => [name, count])).toEqual([
      ['web', 3],
      ['api', 2],
    ]);
    expect(traffic?.backends.map(({ name, pool, port }) => [name, pool, port])).toEqual([
      ['api', 'api', 8001],
      ['web', 'web', 8000],
    ]);
  });
});
