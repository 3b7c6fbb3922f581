import { describe, expect, it } from '@jest/globals';
import { traceModules } from './test-support/trace-modules.ts';

/** What a command must not load before it runs. */
const HEAVY = /@aws-sdk|@smithy|\/pino\/|prom-client|ts-morph|\/undici\/|@linode|\/yaml\//;
const CONTROL =
  /\/(moves|haproxy-config|haproxy-runtime|linode-provisioner|traffic|observers|control-store|orchestrator)\//;

describe('the modules that understudy loads', () => {
  it('for --help are specifications alone', async () => {
    const { loaded } = await traceModules(['--help']);
    expect(loaded.some((url) => url.includes('/commander/'))).toBe(true);
    expect(loaded.filter((url) => HEAVY.test(url))).toEqual([]);
  });

  it('for explain are catalogues alone', async () => {
    const { loaded, out } = await traceModules(['explain', 'route_not_found']);
    expect(out).toContain('UND_ROUTE_NOT_FOUND');
    expect(loaded.filter((url) => HEAVY.test(url) && !url.includes('/yaml/'))).toEqual([]);
  });

  it('for a replicator daemon are none of the control plane', async () => {
    const { loaded, out } = await traceModules(['replicator', 'run', '--port', '0'], 'worker.started');
    expect(out).toContain('"event":"worker.stopped"');
    expect(loaded.some((url) => url.includes('/packages/replicator/'))).toBe(true);
    expect(loaded.some((url) => HEAVY.test(url))).toBe(true);
    expect(loaded.filter((url) => CONTROL.test(url))).toEqual([]);
  });

  it('for a gateway daemon are none of the control plane', async () => {
    const { loaded, out } = await traceModules(['gateway', 'run', '--port', '0'], 'gateway.started');
    expect(out).toContain('"event":"gateway.stopped"');
    expect(loaded.filter((url) => CONTROL.test(url))).toEqual([]);
  });
});
