/** The one file that imports @linode/api-v4: its types don't resolve in native ES modules, so this file declares what is used. */
import { AsyncLocalStorage } from 'node:async_hooks';
import * as sdk from '@linode/api-v4';

/** A call that goes through the package's own request layer. */
interface Outgoing {
  url?: string;
  method?: string;
  data?: unknown;
  headers: { set(name: string, value: string): unknown };
  signal?: AbortSignal;
}

interface Incoming {
  readonly status: number;
  readonly data: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
}

interface Interceptors<T> {
  use(onPass: (value: T) => T, onFail?: (error: unknown) => never): number;
}

interface Params {
  readonly page: number;
  readonly page_size: number;
}

type Filter = Readonly<Record<string, unknown>>;
type List = (params: Params, filter?: Filter) => Promise<unknown>;

/** The functions that are used, as their package's own documentation has them. */
interface Sdk {
  readonly baseRequest: ((config: { url: string; method: string; data: unknown }) => Promise<Incoming>) & {
    readonly interceptors: {
      readonly request: Interceptors<Outgoing>;
      readonly response: Interceptors<Incoming>;
    };
  };
  readonly getLinodes: List;
  readonly getLinode: (id: number) => Promise<unknown>;
  readonly updateLinode: (id: number, values: unknown) => Promise<unknown>;
  readonly deleteLinode: (id: number) => Promise<unknown>;
  readonly linodeBoot: (id: number) => Promise<unknown>;
  readonly linodeReboot: (id: number) => Promise<unknown>;
  readonly getEvents: List;
  readonly getRegions: List;
  readonly getRegionAvailability: (region: string) => Promise<unknown>;
  readonly getLinodeTypes: List;
  readonly getImage: (id: string) => Promise<unknown>;
  readonly getFirewalls: List;
  readonly getVPCs: List;
  readonly getPlacementGroups: List;
  readonly getDomains: List;
  readonly getDomainRecords: (domain: number, params: Params) => Promise<unknown>;
  readonly createDomainRecord: (domain: number, record: unknown) => Promise<unknown>;
  readonly updateDomainRecord: (domain: number, id: number, record: unknown) => Promise<unknown>;
  readonly deleteDomainRecord: (domain: number, id: number) => Promise<unknown>;
  readonly getLinodeStats: (id: number) => Promise<unknown>;
}

const linode = sdk as unknown as Sdk;

const LINODE_ORIGIN = 'https://api.linode.com';

/** Whose call it is: the package's settings are the process's, so they are looked up for every request. */
export interface Caller {
  readonly token: string;
  /** Where the API answers, without a version. */
  readonly origin: string;
  readonly signal: AbortSignal;
  /** Told the headers of every answer. */
  readonly onHeaders: (headers: Readonly<Record<string, unknown>>) => void;
}

const callers = new AsyncLocalStorage<Caller>();

linode.baseRequest.interceptors.request.use((config) => {
  const caller = callers.getStore();
  // A request of other code in this process that uses the package too.
  if (caller === undefined) return config;
  config.headers.set('Authorization', `Bearer ${caller.token}`);
  config.headers.set('User-Agent', 'understudy');
  if (config.url !== undefined) config.url = config.url.replace(LINODE_ORIGIN, caller.origin);
  config.signal = caller.signal;
  return config;
});

linode.baseRequest.interceptors.response.use((response) => {
  callers.getStore()?.onHeaders(response.headers);
  return response;
});

/** Runs `action` with every request of @linode/api-v4 made in the caller's name. */
export function callAs<T>(caller: Caller, action: (api: Sdk) => Promise<T>): Promise<T> {
  return callers.run(caller, () => action(linode));
}

/**
 * A POST past the package's own validation, which demands a password where the API takes keys.
 * @param path with the version, `/v4beta/linode/instances`
 */
export async function postDirectly(api: Sdk, path: string, data: unknown): Promise<unknown> {
  const answer = await api.baseRequest({ url: `${LINODE_ORIGIN}${path}`, method: 'POST', data });
  return answer.data;
}

export type { Sdk };
