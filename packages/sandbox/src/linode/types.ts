import type { Clock, Randomness } from '@understudy/core';
import type { ListenOptions } from '../proxy/open-listener.ts';

/** How long the stages of an instance's life take, in milliseconds. */
export interface LinodeSpeeds {
  /** From the create call to the first boot. Default 10. */
  readonly provisionMs: number;
  /** From `booting` or `rebooting` to `running`. Default 10. */
  readonly bootMs: number;
  /** From `shutting_down` to `offline`. Default 5. */
  readonly shutdownMs: number;
  /** From the delete call until it is gone. Default 5. */
  readonly deleteMs: number;
}

/** Calls that are allowed in a window of time. */
export interface RateLimit {
  readonly calls: number;
  readonly perMs: number;
}

/** Linode's own are 20 creates in 15 s, 50 stats, 200 lists and 1600 other calls a minute. */
export interface LinodeRates {
  readonly create: RateLimit;
  readonly stats: RateLimit;
  readonly list: RateLimit;
  readonly other: RateLimit;
}

/** What an account has besides instances. */
export interface LinodeAccountOptions {
  /** Labels. */
  readonly firewalls?: readonly string[];
  readonly vpcs?: readonly {
    readonly label: string;
    readonly region: string;
    readonly subnets: readonly string[];
  }[];
  readonly placementGroups?: readonly { readonly label: string; readonly region: string }[];
  readonly domains?: readonly string[];
}

export interface LinodeCloudOptions {
  /** What calls must carry. Default: one that is drawn. */
  readonly token?: string;
  readonly account?: LinodeAccountOptions;
  readonly speeds?: Partial<LinodeSpeeds>;
  /** `real`: Linode's own limits. Default: none. */
  readonly rates?: 'none' | 'real' | Partial<LinodeRates>;
  /** Where the API listens; what is left out is chosen free. */
  readonly listen?: ListenOptions;
  /** Variables that every process of every instance has, such as the endpoints of a local cloud's regions. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Folders of this machine that instances see as they are, besides those of PATH. Default: the working directory and the checkout. */
  readonly machineFolders?: readonly string[];
  /** Where the instances' folders are made. Default as for regions. */
  readonly storage?: string;
  readonly clock?: Clock;
  readonly randomness?: Randomness;
}

export type LinodeStatus =
  | 'running'
  | 'offline'
  | 'booting'
  | 'rebooting'
  | 'shutting_down'
  | 'provisioning'
  | 'deleting'
  | 'rebuilding';

interface OfCalls {
  /** `POST /linode/instances`, `GET /linode/instances/*`: of which calls. Default: all. */
  readonly calls?: readonly string[];
  /** How often, then it lifts itself. Default: until it is lifted. */
  readonly times?: number;
}

/** What can go wrong. `after`: the call was carried out all the same. */
export type LinodeFault =
  | (OfCalls & {
      readonly kind: 'error';
      readonly status: number;
      readonly reason?: string;
      /** Default `json`, as the API answers; `html` as a proxy in front of it answers. */
      readonly body?: 'json' | 'html';
      readonly when?: 'before' | 'after';
      readonly headers?: Readonly<Record<string, string>>;
    })
  | (OfCalls & { readonly kind: 'reset'; readonly when?: 'before' | 'after' })
  | (OfCalls & { readonly kind: 'silence'; readonly when?: 'before' | 'after' })
  | { readonly kind: 'stuck-provisioning'; readonly region?: string; readonly times?: number }
  | { readonly kind: 'boot-failure'; readonly region?: string; readonly times?: number }
  | { readonly kind: 'region-outage'; readonly region: string };

/** A fault that was added. */
export interface ActiveLinodeFault {
  /** How often it struck. */
  readonly hits: number;
  lift(): Promise<void>;
}

/** One call of the API as it came in. */
export interface SeenCall {
  readonly method: string;
  /** Without the version prefix. */
  readonly path: string;
  readonly version: 'v4' | 'v4beta';
}

/** One service of an instance. */
export interface LocalUnit {
  readonly name: string;
  readonly state: 'active' | 'inactive' | 'failed';
  readonly pid: number | undefined;
  /** How often it was started. */
  readonly starts: number;
}

/** One instance and the processes it is made of. */
export interface LocalLinode {
  readonly id: number;
  readonly label: string;
  readonly region: string;
  readonly type: string;
  readonly tags: readonly string[];
  readonly status: LinodeStatus;
  /** The loopback address that is its own, 127.x.y.z; all its ports are free. */
  readonly address: string;
  /** Where its files are. */
  readonly directory: string;
  readonly units: readonly LocalUnit[];
  /** What cloud-init, systemd and the services said, oldest first; the last lines of each. */
  journal(): readonly string[];
  /** kill -9 of everything on it; the API says `offline`. */
  crash(): Promise<void>;
  /** SIGSTOP of everything on it: connections stay, nothing is answered; the API still says `running`. */
  hang(): void;
  /** SIGCONT. */
  resume(): void;
  /** kill -9 of one service; systemd starts it again where its unit says so. */
  killService(name: string): void;
}

/** What a command on an instance gave. */
export interface ShellOutcome {
  readonly code: number;
  readonly output: string;
}

/** A Linode account whose API answers on this machine and whose instances are processes of it. */
export interface LinodeCloud extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`, without a version. */
  readonly endpoint: string;
  readonly token: string;
  /** One whose only scope is `domains:read_only`. */
  readonly readOnlyToken: string;
  /** Where the instances' files are; goes with the cloud, also after a crash. */
  readonly directory: string;
  readonly instances: readonly LocalLinode[];
  /** @throws SandboxError UND_SANDBOX_INSTANCE_UNKNOWN */
  instance(label: string): LocalLinode;
  /** Every root password that a call carried: for tests that look for leaks. */
  readonly passwords: readonly string[];
  readonly faults: {
    /** @throws SandboxError UND_SANDBOX_FAULT_INVALID */
    add(fault: LinodeFault): ActiveLinodeFault;
    liftAll(): Promise<void>;
  };
  /** Calls `listener` for every call of the API; gives the way to stop that. */
  watch(listener: (call: SeenCall) => void): () => void;
  /** As ssh would: `systemctl` and `journalctl` are the instance's, other commands run with its environment. */
  shell(address: string, command: readonly string[]): Promise<ShellOutcome>;
  /** Ends every process, closes the API and removes the files. */
  stop(): Promise<void>;
}
