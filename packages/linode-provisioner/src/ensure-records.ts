import type { PoolDns } from '@understudy/topology';
import { LinodeProvisionerError } from './errors.ts';
import type { DnsRecord, LinodeApi } from './types.ts';

/** What must be done to a domain's records of one name. */
export interface RecordPlan {
  readonly create: readonly Omit<DnsRecord, 'id'>[];
  readonly update: readonly DnsRecord[];
  readonly remove: readonly DnsRecord[];
}

/**
 * The A and AAAA records of that name and no others become those of the addresses. Pure. With no address at all the
 * records stay as they are: a name that leads to a dead server is no worse than one that leads nowhere.
 */
export function planRecords(
  { name, ttlSec }: Pick<PoolDns, 'name' | 'ttlSec'>,
  addresses: readonly string[],
  records: readonly DnsRecord[],
): RecordPlan {
  const wanted = [...new Set(addresses)].map((target) => ({
    type: target.includes(':') ? 'AAAA' : 'A',
    name,
    target,
    ttlSec,
  }));
  if (wanted.length === 0) return { create: [], update: [], remove: [] };
  const own = records.filter((record) => record.name === name && ['A', 'AAAA'].includes(record.type));
  const first = (target: string) => own.find((record) => record.target === target);
  return {
    create: wanted.filter(({ target }) => first(target) === undefined),
    update: wanted.flatMap(({ target }) => {
      const found = first(target);
      return found === undefined || found.ttlSec === ttlSec ? [] : [{ ...found, ttlSec }];
    }),
    // Also the second of two that are alike, as a create whose answer was lost may leave.
    remove: own.filter((record) => first(record.target) !== record || !addresses.includes(record.target)),
  };
}

/** A look after the changes, and one after what that one showed. */
const ROUNDS = 3;

/**
 * Upserts the records: new ones first, then what is wrong, then what is old, so that the name always leads somewhere.
 * Looks again after it changed something: records have no unique name, so a create of a run that was killed, which lands
 * only now, makes the same record a second time.
 * @returns how many records were changed
 * @throws LinodeProvisionerError UND_LINODE_PROVISIONER_DOMAIN_MISSING, and those of calls
 */
export async function ensureRecords(
  api: LinodeApi,
  dns: PoolDns,
  addresses: readonly string[],
): Promise<number> {
  const domain = await api.findDomain(dns.domain);
  if (domain === undefined) {
    throw new LinodeProvisionerError('UND_LINODE_PROVISIONER_DOMAIN_MISSING', {
      what: `The account has no domain ${dns.domain}.`,
      details: { domain: dns.domain },
    });
  }
  let changes = 0;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const { create, update, remove } = planRecords(dns, addresses, await api.listRecords(domain));
    const pending = create.length + update.length + remove.length;
    if (pending === 0) break;
    for (const record of create) await api.createRecord(domain, record);
    for (const record of update) await api.updateRecord(domain, record);
    for (const { id } of remove) await api.deleteRecord(domain, id);
    changes += pending;
  }
  return changes;
}
