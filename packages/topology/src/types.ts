import type { Limits } from '@understudy/core';
import type { PoolSpec } from './pool-spec.ts';
import type { ServerSettings } from './server-settings.ts';
import type { Balancers, Traffic } from './traffic.ts';

/** One DynamoDB region that holds a copy of the service's tables. */
export interface DataRegion {
  /** AWS's name of it, `us-east-1`. */
  readonly name: string;
  /** Where its DynamoDB answers; absent: AWS's own endpoint. Never carries credentials. */
  readonly endpoint?: string;
}

/** One address of the control store. */
export interface WitnessEndpoint {
  readonly name: string;
  readonly endpoint?: string;
}

/** Where the route is kept: outside the data regions, so that losing one of them never loses it. */
export interface Witness {
  /** In the order they are tried; at least one. */
  readonly endpoints: readonly WitnessEndpoint[];
  /** The DynamoDB table of the route. */
  readonly table: string;
}

/** `stamped`: every writer uses our client or gateway. `foreign`: some app writes without them. */
export type TableWrites = 'stamped' | 'foreign';

/** What reconciliation does with the writes of a tail that lost: leave them to a person, or merge them where nothing conflicts. */
export type TableConflicts = 'keep' | 'merge';

export interface TableSpec {
  readonly name: string;
  readonly writes: TableWrites;
  readonly conflicts: TableConflicts;
  /** Number attributes that are set rather than added to. */
  readonly assigned: readonly string[];
}

/** Where reads go: the writer only; the writer, and a standby when it does not answer; a standby first. */
export type Reads = 'writer' | 'any' | 'standby';

/**
 * Where strongly consistent reads go, which never go to a standby: to the writer under a valid lease only, or at once to
 * the last writer known.
 */
export type ConsistentReads = 'lease' | 'last-writer';

/** What a client does while the control store can't be reached: go on by the region's own fence, or stop writing. */
export type OnControlLoss = 'continue' | 'refuse';

/** How BatchWriteItem is sent: as single conditional writes, or as it is. */
export type BatchWrites = 'fenced' | 'unfenced';

export interface ClientSettings {
  readonly reads: Reads;
  readonly consistentReads: ConsistentReads;
  readonly onControlLoss: OnControlLoss;
  readonly batchWrites: BatchWrites;
}

export interface ReplicationSettings {
  /** Writes that one link has under way at most. */
  readonly concurrency: number;
  /** Stream records asked for in one GetRecords. */
  readonly batchSize: number;
  /** The pause between two reads of an idle shard, in milliseconds. */
  readonly pollMs: number;
  /** The same while nothing but copies can be in the stream: the target is the writer, and nothing is merging. */
  readonly calmPollMs: number;
  /** Empty reads in a row after which a shard counts as read to its tip. */
  readonly tipConfirmations: number;
  /** Attempts at a record that keeps failing before it is parked. */
  readonly parkAfterAttempts: number;
  /** How often a link tries its parked records again, in milliseconds. */
  readonly parkedRetryMs: number;
}

/** One orchestrator: it watches the regions and votes. */
export interface Observer {
  readonly name: string;
  /** What it shares power and network with; observers of one place may fail together. */
  readonly place: string;
}

/** A gateway or replicator whose readiness is evidence. */
export interface ObservedProgram {
  readonly name: string;
  /** Of a host and perhaps a port; `/readyz` is asked there. Never carries credentials. */
  readonly url: string;
}

export interface OrchestratorSettings {
  /** Whether a failover is made without a person; there are at least 3 observers in 3 places then. */
  readonly automatic: boolean;
  /** 1 to 9, each name once. */
  readonly observers: readonly Observer[];
  /** Whether an automatic failover is proposed and waits for a person's approval. */
  readonly approval: boolean;
  /** How long it waits, in milliseconds. */
  readonly approvalLimitMs: number;
  /** From one look at a region to the next, in milliseconds. */
  readonly lookEveryMs: number;
  /** Of one look, in milliseconds. */
  readonly lookLimitMs: number;
  /** Looks in a row that must miss before a region counts as lost. */
  readonly looks: number;
  /** From one report of an observer to the next, in milliseconds. */
  readonly reportEveryMs: number;
  /** How long a leader that renews its record no more keeps the lead, in milliseconds; at least 3 × `reportEveryMs`. */
  readonly leaderTtlMs: number;
  /** After an automatic failover, until it is acknowledged, in milliseconds; 0: none. */
  readonly pauseMs: number;
  /** Each once; may be empty. */
  readonly programs: readonly ObservedProgram[];
  /** Takes alerts of Alertmanager; absent where orchestrators take none. */
  readonly alerts?: AlertSettings;
  /** Programs that the leader runs as steps of a move, each name once; absent: none. */
  readonly hooks?: readonly HookSpec[];
  /** How servers are watched and repaired; absent where they are not. */
  readonly servers?: ServerSettings;
  /** Asks CloudWatch for what it says of the tables; absent: it is not asked. */
  readonly cloudWatch?: CloudWatchSettings;
  /** Records in Linode's Domains that follow the writer; absent: none. */
  readonly dns?: DnsSettings;
}

export interface CloudWatchSettings {
  /** Data regions, each once. */
  readonly regions: readonly string[];
  /** From one question to the next, in milliseconds. */
  readonly everyMs: number;
}

export interface DnsSettings {
  /** The environment variable of each orchestrator with the token. */
  readonly tokenEnv: string;
  /** Each domain, name and type once; at least one. */
  readonly records: readonly DnsRecordSpec[];
}

/** A DNS record that leads to the writer. */
export interface DnsRecordSpec {
  readonly domain: string;
  /** Empty for the domain itself. */
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'CNAME';
  readonly ttlSec: number;
  /** Whether a move counts as unverified while the record is not changed. */
  readonly required: boolean;
  /** One for each data region. */
  readonly targets: readonly { readonly region: string; readonly target: string }[];
}

/** When a hook is run: before the old writer stops, once the new one takes writes, or once the move is verified. */
export type HookTime = 'before-claim' | 'after-promotion' | 'after-verification';

/** A program that is run as a step of a move. */
export interface HookSpec {
  readonly name: string;
  readonly when: HookTime;
  /** Absent: both; before the claim `switchover` alone. */
  readonly moves?: readonly ('switchover' | 'failover')[];
  /** The program by its absolute path, and its arguments. */
  readonly command: readonly string[];
  /** Of one attempt, in milliseconds. */
  readonly limitMs: number;
  readonly attempts: number;
  /** Whether it decides the outcome of the move. */
  readonly required: boolean;
  /** Variables of the orchestrator's environment that it gets. */
  readonly variables: readonly string[];
}

/** Where an orchestrator has the token that Alertmanager presents; at most one of the two. */
export interface AlertSettings {
  readonly tokenFile?: string;
  readonly tokenEnv?: string;
}

/** A checked `understudy.yaml`: every default filled in, every relation between its parts holding. Frozen. */
export interface Topology {
  /** The service's name; the key of its route. */
  readonly service: string;
  readonly regions: {
    /** Exactly two; the first is the first writer. */
    readonly data: readonly [DataRegion, DataRegion];
    readonly witness: Witness;
  };
  readonly tables: readonly TableSpec[];
  /** The attribute that carries an item's stamp. */
  readonly stampAttribute: string;
  readonly limits: Limits;
  readonly client: ClientSettings;
  readonly replication: ReplicationSettings;
  /** Groups of Linodes that are alike; none where the file has none. */
  readonly pools: readonly PoolSpec[];
  /** Absent where Understudy runs no HAProxy. */
  readonly balancers?: Balancers;
  readonly traffic?: Traffic;
  /** Absent where no orchestrator runs. */
  readonly orchestrator?: OrchestratorSettings;
}
