import type { CloudWatchSight } from '@understudy/findings';
import type { OrchestratorOptions } from '../options.ts';
import type { RecordFacts } from '../readiness/readiness-facts.ts';
import { RecordWatch } from '../records/record-watch.ts';
import { CloudWatch } from './cloud-watch.ts';
import type { ViewSourceOptions } from './view-source.ts';

type Watched = Pick<OrchestratorOptions, 'settings' | 'tables' | 'zone' | 'readMetrics'> &
  Required<Pick<OrchestratorOptions, 'clock'>>;

/** What the leader looks at besides regions, links and programs, where the topology says so. */
export class FurtherWatches {
  readonly #declared: Watched['settings']['dns'];
  readonly #records: RecordWatch | undefined;
  readonly #cloudWatch: CloudWatch | undefined;

  constructor({ settings, tables, zone, readMetrics, clock }: Watched, mayLook: () => boolean) {
    const { dns, cloudWatch } = settings;
    this.#declared = dns;
    if (dns !== undefined && zone !== undefined)
      this.#records = new RecordWatch({ records: dns.records, zone, clock, mayLook });
    if (cloudWatch !== undefined && readMetrics !== undefined)
      this.#cloudWatch = new CloudWatch({ settings: cloudWatch, tables, read: readMetrics, clock, mayLook });
  }

  start(): void {
    this.#records?.start();
    this.#cloudWatch?.start();
  }

  async stop(): Promise<void> {
    await Promise.all([this.#records?.stop(), this.#cloudWatch?.stop()]);
  }

  /** What a view is made of. */
  get sources(): Pick<ViewSourceOptions, 'records' | 'cloudWatch'> {
    const [records, cloudWatch] = [this.#records, this.#cloudWatch];
    return {
      ...(records !== undefined && { records: () => records.sights() }),
      ...(cloudWatch !== undefined && { cloudWatch: () => cloudWatch.sights() }),
    };
  }

  /** What a status shows. */
  get status(): { readonly cloudWatch?: readonly CloudWatchSight[] } {
    return this.#cloudWatch === undefined ? {} : { cloudWatch: this.#cloudWatch.sights() };
  }

  /** What readiness is judged by; nothing where the topology declares no records. */
  get facts(): { readonly records?: () => RecordFacts } {
    const declared = this.#declared?.records;
    if (declared === undefined) return {};
    return { records: () => ({ declared, sights: this.#records?.sights() ?? [] }) };
  }
}
