import type { Coverage } from '../coverage.ts';
import { FOREIGN_TABLE } from '../limits.ts';
import type { ClientName, WritePart } from '../types.ts';
import type { ClientActor } from './client-actor.ts';
import { itemName } from './item-name.ts';
import type { Written } from './journal.ts';
import type { Onlooker } from './onlooker.ts';
import type { Process } from './process.ts';
import type { Call } from './request-of.ts';
import type { Scheduler } from './scheduler.ts';

/** `foreign`: around every client. */
export type CallKind = Call['as'] | 'foreign';

interface CallFacts {
  readonly by: ClientName;
  readonly parts: readonly WritePart[];
  readonly as: CallKind;
  readonly hasToken: boolean;
}

interface CallsSettings {
  readonly scheduler: Scheduler;
  readonly onlooker: Onlooker;
  readonly coverage: Coverage;
}

/** What applications ask of their clients, and what came of it. */
export class Calls {
  readonly #settings: CallsSettings;
  /** The processes of calls without an outcome, those of dead processes among them. */
  readonly #open = new Set<{ readonly process: Process }>();

  constructor(settings: CallsSettings) {
    this.#settings = settings;
  }

  static kindOf({ table }: WritePart): CallKind {
    return table === FOREIGN_TABLE ? 'foreign' : 'single';
  }

  /** Whether one of these processes has a call without an outcome. */
  isWaiting(processes: ReadonlySet<Process>): boolean {
    for (const { process } of this.#open) if (processes.has(process)) return true;
    return false;
  }

  /** Makes a call; what came of its writes is in the journal. */
  make(
    { process, actor }: { readonly process: Process; readonly actor: ClientActor },
    { by, parts, as, hasToken }: CallFacts,
  ): readonly Written[] {
    const { scheduler, onlooker, coverage } = this.#settings;
    const { written } = onlooker.journal;
    const writes = parts.map(({ table, key, how }): Written => {
      const one: Written = {
        id: `w${written.length + 1}`,
        by,
        table,
        item: key,
        key: itemName(table, key),
        how,
        calledMs: scheduler.nowMs,
        told: 'nothing',
        toldMs: Infinity,
        heard: undefined,
      };
      written.push(one);
      return one;
    });
    const names = writes.map(({ how, id, key }) => `${how} ${id} of ${key}`).join(' + ');
    onlooker.note(`${process.name} calls ${as === 'single' ? '' : `${as} `}${names}`);
    const token = hasToken ? `${process.name} ${writes[0]?.id ?? ''}` : undefined;
    const call: Call = {
      writes,
      as: as === 'foreign' ? 'single' : as,
      ...(token === undefined ? {} : { token }),
    };
    const open = { process };
    this.#open.add(open);
    void (as === 'foreign' ? actor.writeForeign(call) : actor.call(call)).then((told) => {
      this.#open.delete(open);
      for (const one of writes) {
        one.told = told(one);
        one.toldMs = scheduler.nowMs;
        coverage.count(`${as === 'single' ? 'write' : as} ${one.told}`);
        onlooker.note(`${process.name} receives "${one.told}" for ${one.id}`);
        onlooker.told(one);
      }
    });
    return writes;
  }
}
