import type { LinodeCloud } from '@understudy/sandbox';
import type { PoolSpec } from '@understudy/topology';
import { fingerprint } from '../fingerprint.ts';
import { serviceTag, instanceTags } from '../instance-tags.ts';
import { renderCloudInit } from '../render-cloud-init.ts';
import type { Scenario } from './scenarios.ts';
import { clientOf } from './provisioner-of.ts';

const DOMAIN = 'example.org';

/** All that is the service's by tag or by label, so that nothing that was made for it is overlooked. */
export function instancesOf(cloud: LinodeCloud, service: string) {
  return cloud.instances.filter(
    ({ label, tags }) => tags.includes(serviceTag(service)) || label.startsWith(`${service}-`),
  );
}

/** Where what is there differs from what is declared: instances with label, place, type, tags and state, and records. */
export async function differencesOf(
  cloud: LinodeCloud,
  service: string,
  { declared, expected }: Scenario,
): Promise<readonly string[]> {
  const poolOf = (name: string) => {
    const found = declared.find((pool) => pool.name === name);
    if (found === undefined) throw new Error(`${name} is no pool`);
    return found;
  };
  const wanted = expected.map(({ label, pool: name, region }) => {
    const pool = poolOf(name);
    const tags = instanceTags(service, pool, fingerprint(pool, renderCloudInit(name, pool.deploy)));
    return describe({ label, region, type: pool.type, status: 'running', tags });
  });
  const there = instancesOf(cloud, service);
  const records = await recordsOf(cloud, service);
  const dns = declared.find((pool) => pool.dns !== undefined);
  return [
    ...compare(wanted, there.map(describe)),
    ...compare(dns === undefined ? [] : wantedRecords(dns), records.map(describeRecord)),
  ];

  function wantedRecords(pool: PoolSpec): readonly string[] {
    const labels = expected.filter((each) => each.pool === pool.name).map(({ label }) => label);
    return there
      .filter(({ label }) => labels.includes(label))
      .map(({ address }) => describeRecord({ target: address, ttlSec: pool.dns?.ttlSec ?? 0 }));
  }
}

/** The records that a scenario's pools have; all are called after the service. */
export async function recordsOf(cloud: LinodeCloud, service: string) {
  const api = clientOf(cloud);
  const domain = (await api.findDomain(DOMAIN)) ?? 0;
  return (await api.listRecords(domain))
    .filter(({ name }) => name === service)
    .map((record) => ({ ...record, remove: () => api.deleteRecord(domain, record.id) }));
}

function describe(instance: {
  readonly label: string;
  readonly region: string;
  readonly type: string;
  readonly status: string;
  readonly tags: readonly string[];
}): string {
  const { label, region, type, status, tags } = instance;
  return `${label} in ${region}, ${type}, ${status}, ${[...tags].sort().join(' ')}`;
}

function describeRecord({ target, ttlSec }: { readonly target: string; readonly ttlSec: number }): string {
  return `record of ${target} for ${ttlSec} s`;
}

/** As bags: what is there twice is one too many. */
function compare(wanted: readonly string[], there: readonly string[]): readonly string[] {
  const left = [...there];
  const missing = wanted.filter((each) => {
    const at = left.indexOf(each);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [...missing.map((each) => `missing: ${each}`), ...left.map((each) => `too many: ${each}`)];
}
