import type { DnsRecordSpec } from '@understudy/topology';
import { linodeClient, type LinodeClientOptions } from './adapters/linode-client.ts';
import type { LinodeApi } from './types.ts';

/** A record as Linode has it, and its domain. */
interface ZoneRecord {
  readonly domainId: number;
  readonly id: number;
  readonly target: string;
  readonly ttlSec: number;
}

type Looked =
  | { readonly kind: 'found'; readonly record: ZoneRecord }
  | { readonly kind: 'missing'; readonly why: string };

/** Finds and changes single records of Linode's Domains. */
export interface LinodeZone {
  /**
   * Looks a record up by its domain, name and type.
   * @returns also whether the token may write domains, where the API says so
   * @throws LinodeProvisionerError UND_LINODE_PROVISIONER_TOKEN_REFUSED, _CALL_REFUSED, _CALL_FAILED
   */
  look(
    record: Pick<DnsRecordSpec, 'domain' | 'name' | 'type'>,
  ): Promise<Looked & { readonly mayWrite?: boolean }>;
  /** Replaces target and seconds. @throws the same */
  change(
    record: ZoneRecord,
    to: Pick<DnsRecordSpec, 'name' | 'type' | 'ttlSec'> & { readonly target: string },
  ): Promise<void>;
}

/** Short: an attempt at a step is repeated by the orchestrator. */
const PATIENCE = { attemptTimeoutMs: 5_000, attempts: 2, firstPauseMs: 200, mostPauseMs: 1_000 };

/** Scopes that may change records, as `X-OAuth-Scopes` lists them. */
const WRITING = ['*', 'domains:read_write', 'domains:*'];

/** The zone of one account. */
export function linodeZone(options: LinodeClientOptions): LinodeZone {
  let scopes: string | undefined;
  const onScopes = (given: string) => {
    scopes = given;
  };
  const api = linodeClient({ ...PATIENCE, ...options, onScopes });
  return {
    look: async (record) => {
      const looked = await look(api, record);
      return { ...looked, ...(scopes !== undefined && { mayWrite: mayWrite(scopes) }) };
    },
    change: ({ domainId, id }, { name, type, target, ttlSec }) =>
      api.updateRecord(domainId, { id, name, type, target, ttlSec }),
  };
}

async function look(
  api: Pick<LinodeApi, 'findDomain' | 'listRecords'>,
  { domain, name, type }: Pick<DnsRecordSpec, 'domain' | 'name' | 'type'>,
): Promise<Looked> {
  const domainId = await api.findDomain(domain);
  if (domainId === undefined) return { kind: 'missing', why: `The account has no domain ${domain}.` };
  const records = (await api.listRecords(domainId)).filter(
    (each) => each.name === name && each.type === type,
  );
  const [record, another] = records;
  const what = `${domain} has ${record === undefined ? 'no' : `${String(records.length)} records`}`;
  if (record === undefined) return { kind: 'missing', why: `${what} record "${name}" of type ${type}.` };
  if (another !== undefined)
    return { kind: 'missing', why: `${what} "${name}" of type ${type}; there must be one.` };
  const { id, target, ttlSec } = record;
  return { kind: 'found', record: { domainId, id, target: withoutEnd(type, target), ttlSec } };
}

/** Linode takes a name with a full stop at its end, and shows it as it was written. */
function withoutEnd(type: string, target: string): string {
  return type === 'CNAME' ? target.replace(/\.$/, '') : target;
}

function mayWrite(scopes: string): boolean {
  return scopes.split(/[\s,]+/).some((scope) => WRITING.includes(scope));
}
