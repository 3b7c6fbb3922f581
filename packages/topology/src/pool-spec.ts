/** How to find out whether an instance of a pool can serve. */
export interface PoolHealth {
  readonly port: number;
  /** Answers 200 when the app can serve. */
  readonly path: string;
  /** How long an instance may take from running to healthy, in milliseconds. */
  readonly limitMs: number;
}

/** `vpc`: one that is there, by its label. `vlan`: made by its first use. */
export interface PoolNetwork {
  readonly kind: 'vpc' | 'vlan';
  readonly label: string;
  /** Of a VPC: the label of the subnet. Of a VLAN: the range of addresses, `10.0.0.0/24`. */
  readonly subnet?: string;
}

/** Records that hold the addresses of the healthy instances. */
export interface PoolDns {
  readonly domain: string;
  /** The name before the domain; empty for the domain itself. */
  readonly name: string;
  readonly ttlSec: number;
}

/** A file that is fetched before the service starts, and refused where its checksum differs. */
export interface DeployArtifact {
  readonly url: string;
  readonly sha256: string;
  /** The directory it is unpacked to, or the path it gets. */
  readonly to: string;
  readonly unpack: 'tar' | 'none';
}

export interface DeployFile {
  readonly path: string;
  readonly content: string;
  /** Four octal digits. */
  readonly mode: string;
}

/** The app as a unit of systemd. */
export interface DeployService {
  /** Without `.service`. */
  readonly name: string;
  /** As in `ExecStart`. */
  readonly command: string;
  readonly workingDirectory?: string;
  readonly user?: string;
  readonly environment: readonly { readonly name: string; readonly value: string }[];
}

/** What an instance does at its first boot: packages, artifact, files, commands, service, in this order. */
export interface DeploySpec {
  readonly packages: readonly string[];
  readonly artifact?: DeployArtifact;
  readonly files: readonly DeployFile[];
  readonly run: readonly string[];
  readonly service?: DeployService;
}

/** A group of Linodes that are alike. */
export interface PoolSpec {
  readonly name: string;
  /** Linode's identifier of a region. */
  readonly region: string;
  /** Taken in this order when the one before can't be. */
  readonly fallbackRegions: readonly string[];
  readonly type: string;
  readonly image: string;
  readonly count: number;
  /** The label of a firewall. */
  readonly firewall?: string;
  readonly network?: PoolNetwork;
  /** The label of a placement group. */
  readonly placementGroup?: string;
  readonly tags: readonly string[];
  /** Public keys, one line each. */
  readonly sshKeys: readonly string[];
  readonly health: PoolHealth;
  readonly dns?: PoolDns;
  readonly deploy: DeploySpec;
}
