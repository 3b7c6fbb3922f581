import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCommand } from '@understudy/command-line/testing';
import {
  findFreePort,
  launchHaproxy,
  openWorkspace,
  type LocalHaproxy,
  type Workspace,
} from '@understudy/sandbox';
import { haproxyApply } from './haproxy-apply.ts';
import { haproxyDiff } from './haproxy-diff.ts';
import { haproxyRender } from './haproxy-render.ts';
import { keepalivedRender } from './keepalived-render.ts';

const DYNAMODB = [
  'service: shop',
  'regions:',
  '  data: [{ name: us-east-1 }, { name: eu-central-1 }]',
  '  witness: { endpoints: [{ name: eu-west-1 }] }',
  'tables: [{ name: orders }]',
];

let workspace: Workspace;
let haproxy: LocalHaproxy;
let server: Server;
let file: string;
let text: (servers: readonly string[]) => string;
let machine: readonly string[];
let running: readonly string[];

beforeAll(async () => {
  workspace = await openWorkspace();
  server = createServer((_, answer) => answer.end('ok'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const [front, admin] = [await findFreePort(), await findFreePort()];
  text = (servers) =>
    [
      ...DYNAMODB,
      'traffic:',
      `  frontends: [{ name: web, binds: [{ address: 127.0.0.1, port: ${front} }], defaultBackend: shop }]`,
      '  backends:',
      '    - name: shop',
      '      check: { path: /, intervalMs: 100 }',
      `      servers: [${servers.map((name) => `{ name: ${name}, address: 127.0.0.1, port: ${port} }`).join(', ')}]`,
      `  admin: { port: ${admin} }`,
      'balancers:',
      '  nodes: [{ name: lb-1, address: 10.0.0.11 }, { name: lb-2, address: 10.0.0.12 }]',
      '  vrrp: { interface: eth1, addresses: [10.0.0.10/24], routerId: 51 }',
    ].join('\n');
  file = join(workspace.directory, 'understudy.yaml');
  writeFileSync(file, text(['shop-1']));
  const at = (name: string) => join(workspace.directory, name);
  const paths = ['--stats-socket', at('haproxy-admin.sock'), '--state-file', at('haproxy-state')];
  machine = ['-f', file, ...paths, '--log', 'stdout', '--keep-user'];
  running = [...machine, '--master-socket', at('haproxy-master.sock'), '--config', at('haproxy.cfg')];
  const { out } = await runCommand(haproxyRender, machine);
  haproxy = await launchHaproxy({
    cloud: {
      directory: workspace.directory,
      launch: ({ env = process.env, ...options }) =>
        workspace.launch({ ...options, env, cwd: workspace.directory }),
    },
    config: () => out,
  });
});

afterAll(async () => {
  await haproxy.stop();
  server.close();
  await workspace.close();
});

describe('understudy haproxy', () => {
  it('shows nothing to change while HAProxy runs what the topology says', async () => {
    expect(await runCommand(haproxyDiff, running)).toMatchObject({
      code: 0,
      out: 'HAProxy runs what the topology says.\n',
    });
  });

  it('shows the changes first, refuses without an answer, and then makes them', async () => {
    writeFileSync(file, text(['shop-1', 'shop-2']));
    const diff = await runCommand(haproxyDiff, running);
    expect(diff.code).toBe(0);
    expect(diff.out).toMatch(/^at run time: add shop\/shop-2 at 127\.0\.0\.1:\d+\nNo reload is needed\.\n/);
    expect(diff.out).toContain('+    server shop-2');

    const refused = await runCommand(haproxyApply, running);
    expect(refused.code).toBe(3);
    expect(refused.err).toContain('UND_COMMAND_LINE_NOT_CONFIRMED');
    const other = await runCommand(haproxyApply, running, { ask: async () => 'no' });
    expect(other.code).toBe(3);

    expect(await runCommand(haproxyApply, running, { ask: async () => 'yes' })).toMatchObject({
      code: 0,
      out: 'Applied 1 changes at run time.\n',
    });
    expect((await runCommand(haproxyDiff, running)).out).toBe('HAProxy runs what the topology says.\n');
    expect(readFileSync(join(workspace.directory, 'haproxy.cfg'), 'utf8')).toContain('server shop-2');
  });

  it('has the changes as data', async () => {
    writeFileSync(file, text(['shop-1']));
    const { out } = await runCommand(haproxyApply, [...running, '--dry-run', '-o', 'json']);
    expect(JSON.parse(out)).toMatchObject({
      isSame: false,
      steps: [{ kind: 'remove', server: { backend: 'shop', name: 'shop-2' } }],
    });
  });

  it.each([
    ['no traffic in the topology', DYNAMODB.join('\n'), 2, 'UND_TRAFFIC_NOT_CONFIGURED'],
    ['a pool without a token', undefined, 11, 'UND_LINODE_PROVISIONER_TOKEN_MISSING'],
  ])('refuses %s', async (_name, topology, code, error) => {
    const pool =
      'pools: [{ name: app, region: nl-ams, type: g6-nanode-1, image: linode/debian12, count: 1, health: { port: 80, path: / } }]';
    const withPool = `${text([]).replace('servers: []', 'pool: app\n      port: 80')}\n${pool}`;
    const other = join(workspace.directory, 'other.yaml');
    writeFileSync(other, topology ?? withPool);
    const result = await runCommand(haproxyRender, ['-f', other], { env: {} });
    expect(result).toMatchObject({ code, out: '', err: expect.stringContaining(error) });
  });

  it('says that no HAProxy answers', async () => {
    const result = await runCommand(haproxyDiff, ['-f', file]);
    expect(result.code).toBe(3);
    expect(result.err).toContain('UND_HAPROXY_RUNTIME_UNREACHABLE');
  });
});

describe('understudy keepalived render', () => {
  it('prints the configuration of a node, with a password from a file', async () => {
    const password = join(workspace.directory, 'password');
    writeFileSync(password, 'vrrp1234\n');
    const { code, out } = await runCommand(keepalivedRender, [
      'lb-1',
      '-f',
      file,
      '--password-file',
      password,
    ]);
    expect(code).toBe(0);
    expect(out).toContain('router_id lb-1');
    expect(out).toContain('auth_pass vrrp1234');
  });

  it.each([
    ['an unknown node', ['lb-9'], 'UND_HAPROXY_CONFIG_NODE_UNKNOWN', 7],
    [
      'a password file that is missing',
      ['lb-1', '--password-file', '/nowhere'],
      'UND_TRAFFIC_FILE_UNREADABLE',
      2,
    ],
  ])('refuses %s', async (_name, words, error, code) => {
    const result = await runCommand(keepalivedRender, [...words, '-f', file]);
    expect(result).toMatchObject({ code, out: '', err: expect.stringContaining(error) });
  });
});
