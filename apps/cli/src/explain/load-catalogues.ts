import type { ErrorCatalogue, ErrorCatalogueEntry } from '@understudy/core';

/** A code with the package that it belongs to. */
export interface ExplainedCode extends ErrorCatalogueEntry {
  readonly code: string;
  readonly package: string;
}

/** Each loads a catalogue and nothing else of its package. */
const CATALOGUES: Readonly<Record<string, () => Promise<ErrorCatalogue>>> = {
  '@understudy/backfill': async () => (await import('@understudy/backfill/errors')).BACKFILL_ERRORS,
  '@understudy/cli': async () => (await import('../errors.ts')).CLI_ERRORS,
  '@understudy/command-line': async () =>
    (await import('@understudy/command-line/errors')).COMMAND_LINE_ERRORS,
  '@understudy/control-store': async () =>
    (await import('@understudy/control-store/errors')).CONTROL_STORE_ERRORS,
  '@understudy/drills': async () => (await import('@understudy/drills/errors')).DRILLS_ERRORS,
  '@understudy/failover-client': async () =>
    (await import('@understudy/failover-client/errors')).FAILOVER_CLIENT_ERRORS,
  '@understudy/gateway': async () => (await import('@understudy/gateway/errors')).GATEWAY_ERRORS,
  '@understudy/haproxy-config': async () =>
    (await import('@understudy/haproxy-config/errors')).HAPROXY_CONFIG_ERRORS,
  '@understudy/haproxy-runtime': async () =>
    (await import('@understudy/haproxy-runtime/errors')).HAPROXY_RUNTIME_ERRORS,
  '@understudy/linode-provisioner': async () =>
    (await import('@understudy/linode-provisioner/errors')).LINODE_PROVISIONER_ERRORS,
  '@understudy/monitoring': async () => (await import('@understudy/monitoring/errors')).MONITORING_ERRORS,
  '@understudy/moves': async () => (await import('@understudy/moves/errors')).MOVES_ERRORS,
  '@understudy/orchestrator': async () =>
    (await import('@understudy/orchestrator/errors')).ORCHESTRATOR_ERRORS,
  '@understudy/records': async () => (await import('@understudy/records/errors')).RECORDS_ERRORS,
  '@understudy/replicator': async () => (await import('@understudy/replicator/errors')).REPLICATOR_ERRORS,
  '@understudy/route': async () => (await import('@understudy/route/errors')).ROUTE_ERRORS,
  '@understudy/service': async () => (await import('@understudy/service/errors')).SERVICE_ERRORS,
  '@understudy/telemetry': async () => (await import('@understudy/telemetry/errors')).TELEMETRY_ERRORS,
  '@understudy/traffic': async () => (await import('@understudy/traffic/errors')).TRAFFIC_ERRORS,
  '@understudy/topology': async () => (await import('@understudy/topology/errors')).TOPOLOGY_ERRORS,
  '@understudy/verifier': async () => (await import('@understudy/verifier/errors')).VERIFIER_ERRORS,
  '@understudy/versions': async () => (await import('@understudy/versions/errors')).VERSIONS_ERRORS,
};

/** Every code that `understudy` can end with, sorted. */
export async function loadCatalogues(): Promise<readonly ExplainedCode[]> {
  const loaded = await Promise.all(
    Object.entries(CATALOGUES).map(async ([name, load]) =>
      Object.entries(await load()).map(([code, entry]) => ({ ...entry, code, package: name })),
    ),
  );
  return loaded.flat().sort((a, b) => (a.code < b.code ? -1 : 1));
}
