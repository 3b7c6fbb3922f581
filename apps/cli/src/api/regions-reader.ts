import type { LinkReading, RegionAnswer, RegionsReading } from '@understudy/api';
import type { Clock } from '@understudy/core';
import { linkId, type LinkName } from '@understudy/links';
import { DynamoLinkStore } from '@understudy/replicator';
import { mapTables, type OpenedService } from '@understudy/service';
import { countLedger, type LedgerCount } from '../status/count-ledger.ts';
import { describeFailure } from '../status/describe-failure.ts';

export interface RegionsReaderOptions {
  readonly service: OpenedService;
  readonly clock: Clock;
}

/** A ledger is counted entry by entry: seldom. In ms. */
const LEDGER_EVERY_MS = 30_000;

/** Reads fences and links in both regions, all at once; what does not answer is part of the reading. */
export class RegionsReader {
  readonly #service: OpenedService;
  readonly #clock: Clock;
  readonly #ledgers = new Map<string, { readonly count: LedgerCount; readonly atMs: number }>();

  constructor({ service, clock }: RegionsReaderOptions) {
    this.#service = service;
    this.#clock = clock;
  }

  async read(): Promise<RegionsReading> {
    const { topology, regions } = this.#service;
    const [first, second] = regions;
    const names = topology.tables.flatMap(({ name: table }): readonly LinkName[] => [
      { table, source: first, target: second },
      { table, source: second, target: first },
    ]);
    const [answers, links] = await Promise.all([
      Promise.all(regions.map((region) => this.#readFence(region))),
      mapTables(names, (link) => this.#readLink(link)),
    ]);
    return { regions: answers, links };
  }

  async #readFence(region: string): Promise<RegionAnswer> {
    const atMs = this.#clock.wallMs();
    const startedMs = this.#clock.monotonicMs();
    try {
      const fence = await this.#service.fences.read(region);
      const tookMs = this.#clock.monotonicMs() - startedMs;
      return { region, atMs, answer: { tookMs }, ...(fence !== undefined && { fence }) };
    } catch (error) {
      return { region, atMs, answer: { failure: describeFailure(error) } };
    }
  }

  async #readLink(link: LinkName): Promise<LinkReading> {
    const store = new DynamoLinkStore(this.#service.dataClient(link.target));
    try {
      const [leader, report, gap, ledger] = await Promise.all([
        store.readLeader(link),
        store.readStatus(link),
        store.readGap(link),
        this.#countLedger(link),
      ]);
      return {
        link,
        ...(leader !== undefined && { leader: { released: leader.released } }),
        ...(report !== undefined && {
          report: {
            atMs: report.atMs,
            atTip: report.atTip,
            applied: report.counts['applied'] ?? 0,
            parked: report.counts['parkedOpen'] ?? 0,
            ...(report.lagMs !== undefined && { lagMs: report.lagMs }),
            ...(report.completeUpToMs !== undefined && { completeUpToMs: report.completeUpToMs }),
            ...(report.readUpToMs !== undefined && { readUpToMs: report.readUpToMs }),
            ...(report.contactMs !== undefined && { contactMs: report.contactMs }),
          },
        }),
        hasGap: gap !== undefined,
        ledger,
      };
    } catch (error) {
      return { link, why: `${link.target} does not answer this machine (${describeFailure(error)}).` };
    }
  }

  async #countLedger(link: LinkName): Promise<LedgerCount> {
    const nowMs = this.#clock.monotonicMs();
    const known = this.#ledgers.get(linkId(link));
    if (known !== undefined && nowMs - known.atMs < LEDGER_EVERY_MS) return known.count;
    const count = await countLedger(this.#service, link);
    this.#ledgers.set(linkId(link), { count, atMs: nowMs });
    return count;
  }
}
