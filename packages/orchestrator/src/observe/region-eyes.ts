import { systemClock, type Clock } from '@understudy/core';
import type { Doubt, RegionSight } from '@understudy/findings';
import { RegionObserver, SelfDoubt, type LookClient } from '@understudy/observers';
import type { OrchestratorSettings } from '@understudy/topology';
import type { Eyes } from './eyes.ts';

export interface RegionEyesOptions {
  /** One that `openService` of `@understudy/service` gives. */
  readonly service: {
    readonly topology: { readonly service: string };
    readonly regions: readonly string[];
    openLookClient(region: string, options: { readonly limitMs: number }): Promise<LookClient>;
  };
  readonly observer: string;
  readonly settings: Pick<OrchestratorSettings, 'lookEveryMs' | 'lookLimitMs' | 'looks'>;
  readonly clock?: Clock;
}

/** Looks at the regions' DynamoDB as applications reach it: each look by a new connection and a new look-up of the name. */
export class RegionEyes implements Eyes {
  readonly #options: RegionEyesOptions;
  readonly #clock: Clock;
  readonly #self: SelfDoubt;
  #observers: readonly RegionObserver[] = [];

  constructor(options: RegionEyesOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock();
    // A process that was held up for as long as a look may take has missed answers by its own fault.
    this.#self = new SelfDoubt({ clock: this.#clock, lateMs: options.settings.lookLimitMs });
  }

  start(onChange: () => void): void {
    if (this.#observers.length > 0) return;
    const { service, observer, settings } = this.#options;
    this.#self.start();
    this.#observers = service.regions.map((region) =>
      new RegionObserver({
        service: service.topology.service,
        observer,
        region,
        open: (limitMs) => service.openLookClient(region, { limitMs }),
        clock: this.#clock,
        everyMs: settings.lookEveryMs,
        lookLimitMs: settings.lookLimitMs,
        looks: settings.looks,
        onChange,
      }).start(),
    );
  }

  async stop(): Promise<void> {
    await Promise.all([this.#self.stop(), ...this.#observers.map((observer) => observer.stop())]);
  }

  sights(): readonly RegionSight[] {
    return this.#observers.flatMap((observer) => observer.sight() ?? []);
  }

  doubts(storeAnswers: boolean): readonly Doubt[] {
    return this.#self.doubts({ regions: this.sights(), controlAnswers: storeAnswers });
  }
}
