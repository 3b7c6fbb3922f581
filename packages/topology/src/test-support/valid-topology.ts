import { promotionWaitMs } from '@understudy/core';
import fc from 'fast-check';
import type { PoolSpec } from '../pool-spec.ts';
import type { OrchestratorSettings, Topology } from '../types.ts';

function tableName(): fc.Arbitrary<string> {
  return fc.stringMatching(/^[a-zA-Z0-9_.-]{3,255}$/);
}

const region = fc
  .tuple(
    fc.constantFrom('us', 'eu', 'ap', 'us-gov'),
    fc.constantFrom('east', 'west', 'central'),
    fc.integer({ min: 1, max: 99 }),
  )
  .map((parts) => parts.join('-'));
const endpoint = fc.option(
  fc
    .tuple(fc.integer({ min: 1, max: 255 }), fc.integer({ min: 1, max: 65535 }))
    .map(([host, port]) => `http://127.0.0.${host}:${port}`),
  { nil: undefined },
);
const address = (name: string) =>
  endpoint.map((url) => (url === undefined ? { name } : { name, endpoint: url }));
const regions = fc
  .uniqueArray(region, { minLength: 3, maxLength: 5 })
  .chain(([first = '', second = '', ...others]) =>
    fc.record({
      data: fc.tuple(address(first), address(second)),
      witness: fc.record({ endpoints: fc.tuple(...others.map(address)), table: tableName() }),
    }),
  );
/** Limits that fit each other. */
const limits = fc
  .tuple(
    fc.integer({ min: 100, max: 60_000 }),
    fc.double({ min: 0, max: 0.4, noNaN: true }),
    fc.integer({ min: 1, max: 1000 }),
  )
  .map(([leaseMs, drift, spareMs]) => {
    const attemptTimeoutMs = Math.ceil(leaseMs / 4);
    const maxRequestAgeMs = 900_000 + spareMs;
    return {
      leaseMs,
      drift,
      attemptTimeoutMs,
      controlTimeoutMs: Math.max(1, Math.floor((leaseMs * (1 - drift)) / 3) - 1),
      writeDeadlineMs:
        promotionWaitMs({ leaseMs, attemptTimeoutMs, drift }) + spareMs + attemptTimeoutMs + spareMs - 1,
      maxRequestAgeMs,
      tombstoneTtlMs: maxRequestAgeMs + 86_400_000,
      streamQuietMs: spareMs,
      maxLagMs: spareMs,
    };
  });

/** Topologies without a fault, as `parseTopology` returns them. */
export function validTopology(): fc.Arbitrary<Topology> {
  return fc
    .tuple(validParts(), fc.option(validOrchestrator(), { nil: undefined }))
    .map(([parts, orchestrator]) => (orchestrator === undefined ? parts : { ...parts, orchestrator }));
}

function validParts(): fc.Arbitrary<Topology> {
  return fc.record({
    service: fc.stringMatching(/^[a-z][a-z0-9]{0,29}$/),
    pools: fc.uniqueArray(validPool(), { maxLength: 3, selector: ({ name }) => name }),
    regions,
    tables: fc.uniqueArray(
      fc.record({
        name: tableName().filter((name) => !/^understudy-/i.test(name)),
        writes: fc.constantFrom('stamped', 'foreign'),
        conflicts: fc.constantFrom('keep', 'merge'),
        assigned: fc.array(fc.string({ minLength: 1, maxLength: 20 }), { maxLength: 3 }),
      }),
      {
        minLength: 1,
        maxLength: 5,
        selector: ({ name }) => name,
      },
    ),
    stampAttribute: fc.string({ minLength: 1, maxLength: 60 }).filter((name) => !/^aws:/i.test(name)),
    limits,
    client: fc.record({
      reads: fc.constantFrom('writer', 'any', 'standby'),
      consistentReads: fc.constantFrom('lease', 'last-writer'),
      onControlLoss: fc.constantFrom('continue', 'refuse'),
      batchWrites: fc.constantFrom('fenced', 'unfenced'),
    }),
    replication: fc.record({
      concurrency: fc.integer({ min: 1, max: 256 }),
      batchSize: fc.integer({ min: 1, max: 1000 }),
      pollMs: fc.integer({ min: 10, max: 60_000 }),
      calmPollMs: fc.integer({ min: 10, max: 60_000 }),
      tipConfirmations: fc.integer({ min: 1, max: 100 }),
      parkAfterAttempts: fc.integer({ min: 1, max: 1000 }),
      parkedRetryMs: fc.integer({ min: 1_000, max: 86_400_000 }),
    }),
  });
}

function validOrchestrator(): fc.Arbitrary<OrchestratorSettings> {
  const name = fc.stringMatching(/^[a-z][a-z0-9]{0,9}-[a-z0-9]{1,9}$/);
  const interval = () => fc.integer({ min: 100, max: 60_000 });
  return fc
    .record({
      names: fc.uniqueArray(name, { minLength: 3, maxLength: 9 }),
      programs: fc.uniqueArray(name, { maxLength: 3 }),
      settings: fc.record({
        automatic: fc.boolean(),
        approval: fc.boolean(),
        approvalLimitMs: fc.integer({ min: 1_000, max: 86_400_000 }),
        lookEveryMs: interval(),
        lookLimitMs: interval(),
        looks: fc.integer({ min: 2, max: 20 }),
        reportEveryMs: interval(),
        pauseMs: fc.integer({ min: 0, max: 7 * 86_400_000 }),
      }),
      spareMs: fc.nat(1_000),
      alerts: fc.option(
        fc.constantFrom({}, { tokenFile: '/etc/understudy/alerts.token' }, { tokenEnv: 'ALERTS_TOKEN' }),
        { nil: undefined },
      ),
    })
    .map(({ names, programs, settings, spareMs, alerts }) => ({
      ...settings,
      observers: names.map((observer, at) => ({ name: observer, place: `place ${at % 3}` })),
      leaderTtlMs: 3 * settings.reportEveryMs + spareMs,
      programs: programs.map((program, at) => ({ name: program, url: `http://10.0.0.${at}:8000` })),
      ...(alerts !== undefined && { alerts }),
    }));
}

function validPool(): fc.Arbitrary<PoolSpec> {
  return fc.record({
    name: fc.stringMatching(/^[a-z][a-z0-9]{0,9}-[a-z0-9]{1,9}$/),
    region: fc.constantFrom('de-fra-2', 'us-east'),
    fallbackRegions: fc.subarray(['nl-ams', 'eu-central']),
    type: fc.constant('g6-nanode-1'),
    image: fc.constant('linode/debian12'),
    count: fc.integer({ min: 0, max: 100 }),
    tags: fc.subarray(['shop', 'a tag']),
    sshKeys: fc.array(fc.constant('ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA'), { maxLength: 1 }),
    health: fc.record({
      port: fc.integer({ min: 1, max: 65_535 }),
      path: fc.constantFrom('/', '/healthz?deep=1'),
      limitMs: fc.integer({ min: 1, max: 3_600_000 }),
    }),
    deploy: fc.record({
      packages: fc.subarray(['python3-flask', 'g++']),
      files: fc.array(fc.constant({ path: '/etc/a.conf', content: 'a: 1\n\tb', mode: '0600' }), {
        maxLength: 1,
      }),
      run: fc.subarray(['echo "$HOME" > /tmp/x', 'true']),
    }),
  });
}
