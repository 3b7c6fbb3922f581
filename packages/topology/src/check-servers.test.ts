import { describe, expect, it } from '@jest/globals';
import { TopologyError } from './errors.ts';
import { parseTopology } from './parse-topology.ts';
import { sampleTopology } from './testing/index.ts';

const TRAFFIC = {
  frontends: [{ name: 'shop', binds: [{ port: 80 }], defaultBackend: 'web' }],
  backends: [{ name: 'web', servers: [{ name: 'web-1', address: '10.0.0.3', port: 8000 }] }],
};

const parse = (servers: object) => {
  const orchestrator = { observers: [{ name: 'orch-1', place: 'us-east' }], servers };
  const sections = { orchestrator, traffic: TRAFFIC };
  const text = Object.entries(sections).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
  return parseTopology(sampleTopology().text + text.join(''));
};

function problemsOf(...given: Parameters<typeof parse>): readonly string[] {
  try {
    parse(...given);
  } catch (error) {
    if (error instanceof TopologyError) return error.problems.map(({ code, path }) => `${code} ${path}`);
    throw error;
  }
  return [];
}

describe('the servers that orchestrators watch', () => {
  it('have defaults for all but the balancers, and nothing repairs them', () => {
    expect(parse({ balancers: [{ name: 'lb-1' }] }).orchestrator?.servers).toEqual({
      automatic: false,
      balancers: [
        {
          name: 'lb-1',
          statsSocket: '/run/haproxy/admin.sock',
          masterSocket: '/run/haproxy-master.sock',
          configFile: '/etc/haproxy/haproxy.cfg',
          stateFile: '/var/lib/haproxy/server-state',
          log: '/dev/log',
          keepUser: false,
        },
      ],
      lookEveryMs: 2_000,
      lookLimitMs: 10_000,
      downForMs: 30_000,
      mostPercent: 25,
      pauseMs: 3_600_000,
      restartLimitMs: 120_000,
      rebootLimitMs: 300_000,
      replaceLimitMs: 1_200_000,
    });
  });

  it('need a section traffic, and each balancer once', () => {
    const twice = { balancers: [{ name: 'lb-1' }, { name: 'lb-1' }] };
    expect(problemsOf(twice)).toEqual([
      'UND_TOPOLOGY_BALANCER_DUPLICATE orchestrator.servers.balancers[1].name',
    ]);
    const { text } = sampleTopology();
    const alone = `${text}orchestrator: ${JSON.stringify({
      observers: [{ name: 'orch-1', place: 'us-east' }],
      servers: { balancers: [{ name: 'lb-1' }] },
    })}\n`;
    expect(() => parseTopology(alone)).toThrow(/UND_TOPOLOGY_SERVERS_WITHOUT_TRAFFIC/);
  });
});
