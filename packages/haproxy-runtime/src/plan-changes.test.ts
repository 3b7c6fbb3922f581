import { describe, expect, it } from '@jest/globals';
import { readBackends } from '@understudy/haproxy-config';
import fc from 'fast-check';
import { composeState } from './compose-state.ts';
import { parseServersState } from './parse-servers-state.ts';
import { planChanges, weightOf } from './plan-changes.ts';
import { sameAddress } from './same-address.ts';
import type { RunningServer, Step } from './types.ts';

interface Server {
  readonly name: string;
  readonly port: number;
  readonly weight: number;
  readonly inter: number;
}

const server = fc.record({
  name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  port: fc.constantFrom(8000, 8001),
  weight: fc.constantFrom(1, 100),
  inter: fc.constantFrom(200, 500),
});
const servers = fc.uniqueArray(server, { selector: ({ name }) => name, minLength: 1, maxLength: 5 });

const textOf = (list: readonly Server[], balance = 'roundrobin', rest = '') =>
  [
    'global',
    `    maxconn 10${rest}`,
    'backend shop',
    `    balance ${balance}`,
    ...list.map(
      ({ name, port, weight, inter }) =>
        `    server ${name} 10.0.0.1:${port} check inter ${inter}ms weight ${weight}`,
    ),
    '',
  ].join('\n');

const runningOf = (list: readonly Server[]): RunningServer[] =>
  list.map(({ name, port, weight }) => ({
    backend: 'shop',
    name,
    address: `10.0.0.1:${port}`,
    state: 'up',
    maintenance: false,
    draining: false,
    weight,
    sessions: 0,
    queued: 0,
    total: 0,
    check: 'L7OK',
  }));

/** What runs after a step. */
function after(running: ReadonlyMap<string, string>, step: Step): Map<string, string> {
  const next = new Map(running);
  if (step.kind === 'add') {
    if (next.has(step.server.name)) throw new Error(`${step.server.name} is there already.`);
    next.set(step.server.name, `${step.server.address} ${step.server.settings}`);
  }
  if (step.kind === 'remove' && !next.delete(step.server.name))
    throw new Error(`${step.server.name} is not there.`);
  if (step.kind === 'weight')
    next.set(
      step.server.name,
      (next.get(step.server.name) ?? '').replace(/weight \d+/, `weight ${step.weight}`),
    );
  return next;
}

const linesOf = (text: string) =>
  new Map(
    (readBackends(text)[0]?.servers ?? []).map(({ name, address, settings }) => [
      name,
      `${address} ${settings}`,
    ]),
  );

describe('planChanges', () => {
  it('leads from any servers to any others at run time, and never leaves fewer than both have', () => {
    fc.assert(
      fc.property(servers, servers, (before, wanted) => {
        const { steps, reload } = planChanges({
          loaded: textOf(before),
          wanted: textOf(wanted),
          running: runningOf(before),
        });
        expect(reload).toBeUndefined();
        const least = Math.min(before.length, wanted.length);
        let now = linesOf(textOf(before));
        for (const step of steps) {
          now = after(now, step);
          expect(now.size).toBeGreaterThanOrEqual(least);
        }
        expect(now).toEqual(linesOf(textOf(wanted)));
      }),
    );
  });

  it('plans the rest from wherever it was interrupted', () => {
    fc.assert(
      fc.property(servers, servers, fc.nat(20), (before, wanted, cut) => {
        const first = planChanges({
          loaded: textOf(before),
          wanted: textOf(wanted),
          running: runningOf(before),
        });
        let now = linesOf(textOf(before));
        for (const step of first.steps.slice(0, cut)) now = after(now, step);
        const running = [...now].map(([name, line]): RunningServer => {
          const [address = '', ...settings] = line.split(' ');
          const weight = weightOf({ backend: 'shop', name, address, settings: settings.join(' ') });
          return { ...(runningOf([{ name, port: 0, weight, inter: 0 }])[0] as RunningServer), address };
        });
        const rest = planChanges({ loaded: textOf(before), wanted: textOf(wanted), running });
        for (const step of rest.steps) now = after(now, step);
        expect([...now.keys()].sort()).toEqual([...linesOf(textOf(wanted)).keys()].sort());
        for (const [name, line] of linesOf(textOf(wanted)))
          expect(now.get(name)?.split(' ')[0]).toBe(line.split(' ')[0]);
      }),
    );
  });

  it('reloads for anything else, and for algorithms that take no changes', () => {
    const list = [{ name: 'a', port: 1, weight: 1, inter: 1 }];
    const more = [...list, { name: 'b', port: 1, weight: 1, inter: 1 }];
    const running = runningOf(list);
    expect(planChanges({ loaded: textOf(list), wanted: textOf(list, undefined, '0'), running })).toEqual({
      steps: [],
      reload: 'more than servers differs',
    });
    expect(
      planChanges({ loaded: textOf(list, 'static-rr'), wanted: textOf(more, 'static-rr'), running }).reload,
    ).toContain('takes no changes at run time');
    expect(planChanges({ loaded: undefined, wanted: textOf(list), running }).reload).toContain('not known');
    expect(planChanges({ loaded: textOf(list), wanted: textOf(list), running })).toEqual({ steps: [] });
  });
});

describe('composeState', () => {
  const header = `1\n# be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight srv_iweight srv_time_since_last_change srv_check_status srv_check_result srv_check_health srv_check_state srv_agent_state bk_f_forced_id srv_f_forced_id srv_fqdn srv_port srvrecord srv_use_ssl srv_check_port srv_check_addr srv_agent_addr srv_agent_port\n`;
  const row = (name: string, address: string, state: number, admin: number) =>
    `3 shop 1 ${name} ${address} ${state} ${admin} 100 100 9 15 3 4 6 0 0 0 - 8000 - 0 0 - - 0\n`;
  const wanted = [
    'backend shop',
    ...['a 10.0.0.1', 'b 10.0.0.2', 'c 10.0.0.9', 'd 10.0.0.4'].map(
      (text) => `    server ${text}:8000 check weight 100`,
    ),
  ].join('\n');
  const running = `${header}${row('a', '10.0.0.1', 2, 0)}${row('b', '10.0.0.2', 0, 1)}${row('c', '10.0.0.3', 2, 0)}${row('gone', '10.0.0.7', 2, 0)}`;

  it('keeps the state of those that stay, and begins the others down', () => {
    const rows = parseServersState(composeState(running, wanted));
    expect(
      rows.map(
        (each) => `${each['srv_name'] ?? ''} ${each['srv_op_state'] ?? ''} ${each['srv_admin_state'] ?? ''}`,
      ),
    ).toEqual([
      'a 2 0',
      // Its maintenance is over.
      'b 0 0',
      // Its address is another.
      'c 0 0',
      'd 0 0',
    ]);
  });

  it('keeps a maintenance that is wanted', () => {
    const rows = parseServersState(composeState(running, wanted, [{ backend: 'shop', name: 'b' }]));
    expect(rows[1]?.['srv_admin_state']).toBe('1');
  });
});

describe('sameAddress', () => {
  it('knows the spellings of IPv6', () => {
    expect(sameAddress('[2001:db8:0:0::1]:80', '[2001:DB8::1]:80')).toBe(true);
    expect(sameAddress('[2001:db8::1]:8000', '[2001:db8::1]:8001')).toBe(false);
    expect(sameAddress('10.0.0.1:80', '10.0.0.1:80')).toBe(true);
  });
});
