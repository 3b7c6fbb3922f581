import type { Account } from './account.ts';
import { IMAGES } from './images.ts';
import { INSTANCE_TYPES, type TypeRecord } from './instance-types.ts';
import { UNAVAILABLE } from './unavailable.ts';
import { ApiRefusal } from './api-refusal.ts';

/** The body of a create or rebuild call, as far as it was checked. */
export interface CreateRequest {
  readonly label: string;
  readonly region: string;
  readonly type: TypeRecord;
  readonly image: string | null;
  readonly tags: readonly string[];
  readonly userData: string;
  readonly booted: boolean;
  readonly group: { readonly id: number; readonly label: string; readonly region: string } | undefined;
  readonly firewallId: number | undefined;
}

const LABEL = /^(?=.{3,64}$)(?!.*(--|__|\.\.))[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]$/;
const USER_DATA_BYTES = 16_384;

/** @throws ApiRefusal 400, as the API words it */
export function checkCreate(
  body: Readonly<Record<string, unknown>>,
  account: Account,
  id: number,
): CreateRequest {
  const region = account.regions().find((each) => each.id === textOf(body, 'region'));
  if (region === undefined) throw new ApiRefusal(400, 'region is not valid', 'region');
  if (!region.capabilities.includes('Linodes'))
    throw new ApiRefusal(400, 'Linodes are not available in this region', 'region');
  if (region.status === 'outage')
    throw new ApiRefusal(400, 'Creating Linodes in this region is not possible at this time', 'region');
  const type = INSTANCE_TYPES.find((each) => each.id === textOf(body, 'type'));
  if (type === undefined) throw new ApiRefusal(400, 'A valid plan type by that ID was not found', 'type');
  if (UNAVAILABLE.some(({ region: at, plan }) => at === region.id && plan === type.id))
    throw new ApiRefusal(400, 'This plan is not available in this region', 'type');
  const label = textOf(body, 'label') ?? `linode${id}`;
  if (!LABEL.test(label)) throw new ApiRefusal(400, 'Label must be 3-64 letters, digits, -, _ or .', 'label');
  if (account.instances.some(({ record }) => record.label === label))
    throw new ApiRefusal(400, 'Label must be unique among your linodes', 'label');
  const image = textOf(body, 'image') ?? null;
  if (image !== null) checkImage(body, account);
  const tags = listOf(body, 'tags');
  if (tags.some((tag) => tag.length < 3 || tag.length > 50))
    throw new ApiRefusal(400, 'Tags must be 3-50 characters', 'tags');
  const userData = readUserData(body);
  if (userData !== '' && !region.capabilities.includes('Metadata'))
    throw new ApiRefusal(400, 'Metadata is not supported in this region', 'metadata.user_data');
  checkInterfaces(body, region.id, account);
  return {
    label,
    region: region.id,
    type,
    image,
    tags,
    userData,
    booted: image !== null && body['booted'] !== false,
    group: findGroup(body, region.id, account),
    firewallId: findFirewall(body, account),
  };
}

/** What create and rebuild have in common. @throws ApiRefusal 400 */
export function checkImage(body: Readonly<Record<string, unknown>>, account: Account): string {
  const image = IMAGES.find((each) => each.id === textOf(body, 'image'));
  if (image === undefined) throw new ApiRefusal(400, 'image is not valid', 'image');
  const password = textOf(body, 'root_pass');
  if (password !== undefined) account.passwords.push(password);
  if (password === undefined && listOf(body, 'authorized_keys').length === 0)
    throw new ApiRefusal(400, 'root_pass or authorized_keys is required', 'root_pass');
  if (password !== undefined && (password.length < 11 || password.length > 128))
    throw new ApiRefusal(400, 'Password does not meet strength requirement', 'root_pass');
  return image.id;
}

/** @throws ApiRefusal 400 */
export function readUserData(body: Readonly<Record<string, unknown>>): string {
  const metadata = body['metadata'];
  if (typeof metadata !== 'object' || metadata === null) return '';
  const text = textOf(metadata as Record<string, unknown>, 'user_data') ?? '';
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text))
    throw new ApiRefusal(400, 'Must be valid base64', 'metadata.user_data');
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length > USER_DATA_BYTES)
    throw new ApiRefusal(400, 'decoded user_data must not exceed 16384 bytes', 'metadata.user_data');
  return bytes.toString('utf8');
}

export function textOf(body: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = body[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new ApiRefusal(400, 'Must be of type String', key);
  return value;
}

export function listOf(body: Readonly<Record<string, unknown>>, key: string): readonly string[] {
  const value = body[key] ?? [];
  if (!Array.isArray(value) || value.some((each) => typeof each !== 'string'))
    throw new ApiRefusal(400, 'Must be of type Array', key);
  return value as string[];
}

function checkInterfaces(body: Readonly<Record<string, unknown>>, region: string, account: Account): void {
  const interfaces = body['interfaces'] ?? [];
  if (!Array.isArray(interfaces)) throw new ApiRefusal(400, 'Must be of type Array', 'interfaces');
  for (const each of interfaces as Record<string, unknown>[]) {
    const { purpose, subnet_id: subnet } = each;
    if (purpose !== 'public' && purpose !== 'vlan' && purpose !== 'vpc')
      throw new ApiRefusal(400, 'purpose is not valid', 'interfaces');
    const subnets = account.vpcs.filter((vpc) => vpc.region === region).flatMap((vpc) => vpc.subnets);
    if (purpose === 'vpc' && !subnets.some(({ id }) => id === subnet))
      throw new ApiRefusal(400, 'VPC subnet not found in this region', 'interfaces');
  }
}

function findGroup(body: Readonly<Record<string, unknown>>, region: string, account: Account) {
  const wanted = body['placement_group'] as { id?: unknown } | null | undefined;
  if (wanted === undefined || wanted === null) return undefined;
  const group = account.groups.find(({ id }) => id === wanted.id);
  if (group?.region !== region)
    throw new ApiRefusal(400, 'Placement Group not found in this region', 'placement_group.id');
  return group;
}

function findFirewall(body: Readonly<Record<string, unknown>>, account: Account): number | undefined {
  const wanted = body['firewall_id'];
  if (wanted === undefined || wanted === null || wanted === -1) return undefined;
  const found = account.firewalls.find(({ id }) => id === wanted);
  if (found === undefined) throw new ApiRefusal(400, 'firewall_id is not valid', 'firewall_id');
  return found.id;
}
