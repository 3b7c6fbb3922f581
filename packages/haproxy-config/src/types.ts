import type { Traffic } from '@understudy/topology';
import type { HostOptions } from './options.ts';

/** One instance of a pool, as the provisioner or the local cloud knows it. */
export interface PoolMember {
  /** Becomes the server's name. */
  readonly name: string;
  readonly address: string;
  /** 0 to 256; 100 unless given. */
  readonly weight?: number;
}

export interface HaproxyInput {
  readonly traffic: Traffic;
  /** The instances of each pool that a backend names. */
  readonly pools?: Readonly<Record<string, readonly PoolMember[]>>;
  readonly host?: Partial<HostOptions>;
}

/** A line `server` of a configuration file. */
export interface ServerLine {
  readonly backend: string;
  readonly name: string;
  /** `10.0.0.1:8000`, `[::1]:8000` */
  readonly address: string;
  /** What follows the address, as written: what `add server` takes too. */
  readonly settings: string;
}

/** A backend as a file has it, and whether its servers can change without a reload. */
export interface BackendLines {
  readonly name: string;
  /** HAProxy adds servers at run time only where the algorithm allows it (its management guide, "add server"). */
  readonly dynamic: boolean;
  readonly servers: readonly ServerLine[];
  /** Slots of `server-template`: they are filled at run time and never removed. */
  readonly templates: readonly { readonly prefix: string; readonly count: number }[];
}

/** A file to be put on a machine. */
export interface NodeFile {
  readonly path: string;
  readonly mode: number;
  readonly text: string;
  /** What it is for. */
  readonly about: string;
}
