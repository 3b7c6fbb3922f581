import { randomBytes } from 'node:crypto';
import type { PoolSpec } from '@understudy/topology';
import { chooseRegions, regionsOf, type FitRegion, type RegionChoice } from './choose-regions.ts';
import { LinodeProvisionerError, type LinodeProvisionerErrorCode } from './errors.ts';
import { fingerprint } from './fingerprint.ts';
import { instanceLabel, type InstanceName } from './instance-label.ts';
import { instanceTags } from './instance-tags.ts';
import { renderCloudInit } from './render-cloud-init.ts';
import type { CreateInstance, LinodeApi, LinodeInterface, LinodeType, RebuildInstance } from './types.ts';

/** A pool that was checked against what Linode has. */
export interface PreparedPool {
  readonly pool: PoolSpec;
  readonly userData: string;
  readonly fingerprint: string;
  readonly firewallId: number | undefined;
  readonly choice: RegionChoice;
  readonly types: readonly LinodeType[];
}

/**
 * Everything that can be refused is refused here, before anything is changed.
 * @throws LinodeProvisionerError _USER_DATA_TOO_LARGE, _TYPE_UNKNOWN, _IMAGE_UNFIT, _FIREWALL_MISSING, _NO_REGION, _DOMAIN_MISSING
 */
export async function preparePool(api: LinodeApi, pool: PoolSpec): Promise<PreparedPool> {
  const userData = renderCloudInit(pool.name, pool.deploy);
  const types = await api.listTypes();
  if (!types.some(({ id }) => id === pool.type))
    throw refuse('UND_LINODE_PROVISIONER_TYPE_UNKNOWN', pool, `the type ${pool.type}, which Linode has not`);
  const image = await api.getImage(pool.image);
  if (image === undefined)
    throw refuse('UND_LINODE_PROVISIONER_IMAGE_UNFIT', pool, `the image ${pool.image}, which Linode has not`);
  if (userData !== '' && !image.capabilities.includes('cloud-init'))
    throw refuse(
      'UND_LINODE_PROVISIONER_IMAGE_UNFIT',
      pool,
      `the image ${pool.image}, which does not run cloud-init`,
    );
  let firewallId: number | undefined;
  if (pool.firewall !== undefined) {
    firewallId = (await api.listFirewalls(pool.firewall)).find(({ label }) => label === pool.firewall)?.id;
    if (firewallId === undefined)
      throw refuse(
        'UND_LINODE_PROVISIONER_FIREWALL_MISSING',
        pool,
        `the firewall ${pool.firewall}, which is not there`,
      );
  }
  if (pool.dns !== undefined && (await api.findDomain(pool.dns.domain)) === undefined)
    throw refuse(
      'UND_LINODE_PROVISIONER_DOMAIN_MISSING',
      pool,
      `records in ${pool.dns.domain}, which is not there`,
    );
  const choice = await findRegions(api, pool, userData !== '');
  return { pool, userData, fingerprint: fingerprint(pool, userData), firewallId, choice, types };
}

/** Linode's regions as they are now, judged for the pool. @throws LinodeProvisionerError _NO_REGION */
export async function findRegions(
  api: LinodeApi,
  pool: PoolSpec,
  hasUserData: boolean,
): Promise<RegionChoice> {
  const regions = await api.listRegions();
  const missingPlans: Record<string, readonly string[]> = {};
  for (const region of regionsOf(pool))
    if (regions.some(({ id }) => id === region)) missingPlans[region] = await api.listMissingPlans(region);
  return chooseRegions(pool, hasUserData, {
    regions,
    missingPlans,
    vpcs: pool.network?.kind === 'vpc' ? await api.listVpcs() : [],
    placementGroups: pool.placementGroup === undefined ? [] : await api.listPlacementGroups(),
  });
}

/** What the instance at that place is made of. A password is made where there is no key, and kept nowhere. */
export function composeRequest(
  service: string,
  prepared: PreparedPool,
  at: FitRegion,
  place: InstanceName,
): CreateInstance {
  const { pool, userData, firewallId } = prepared;
  const interfaces = interfacesOf(pool, at, place.slot);
  return {
    label: instanceLabel(service, place),
    region: at.region,
    type: pool.type,
    tags: instanceTags(service, pool, prepared.fingerprint),
    ...composeSystem(pool, userData),
    ...(firewallId === undefined ? {} : { firewallId }),
    ...(at.placementGroupId === undefined ? {} : { placementGroupId: at.placementGroupId }),
    ...(interfaces === undefined ? {} : { interfaces }),
  };
}

/** The part that a rebuild creates again. */
export function composeSystem({ image, sshKeys }: PoolSpec, userData: string): RebuildInstance {
  return { image, userData, sshKeys, ...(sshKeys.length > 0 ? {} : { rootPassword: makePassword() }) };
}

function interfacesOf(
  { network }: PoolSpec,
  at: FitRegion,
  slot: number,
): readonly LinodeInterface[] | undefined {
  if (network === undefined) return undefined;
  if (network.kind === 'vpc')
    return [{ purpose: 'vpc', ...(at.subnetId === undefined ? {} : { subnetId: at.subnetId }) }];
  const address = network.subnet === undefined ? undefined : addressIn(network.subnet, slot);
  return [
    { purpose: 'public' },
    { purpose: 'vlan', label: network.label, ...(address === undefined ? {} : { address }) },
  ];
}

/** The address of a slot in a VLAN's range: the tenth on, so that the first are free for balancers. Nothing where it is full. */
function addressIn(range: string, slot: number): string | undefined {
  const [network = '', bits = ''] = range.split('/');
  const offset = slot + 9;
  if (offset >= 2 ** (32 - Number(bits)) - 1) return undefined;
  const start = network.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const host = Math.floor(start / 2 ** (32 - Number(bits))) * 2 ** (32 - Number(bits)) + offset;
  const parts = [24, 16, 8, 0].map((shift) => Math.floor(host / 2 ** shift) % 256);
  return `${parts.join('.')}/${bits}`;
}

/** 192 bits, with the kinds of characters that Linode demands. */
function makePassword(): string {
  return `aA1-${randomBytes(24).toString('base64url')}`;
}

function refuse(code: LinodeProvisionerErrorCode, pool: PoolSpec, what: string): LinodeProvisionerError {
  return new LinodeProvisionerError(code, {
    what: `Pool ${pool.name} has ${what}.`,
    details: { pool: pool.name },
  });
}
