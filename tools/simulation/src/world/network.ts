import type { CredentialsFault, Fate, Noise, Place, RequestEvent } from '../types.ts';
import { LIMITS } from '../limits.ts';
import { sdkSteps } from './sdk-steps.ts';
import { drawsOf, hashOf } from './dice.ts';
import { Sent } from './sent.ts';
import { fault, isAnswer, type FaultKind } from './fault.ts';
import type { Process } from './process.ts';
import type { Scheduler } from './scheduler.ts';

/** What the network carries requests to. */
export interface Backend {
  readonly isUp: boolean;
  perform(operation: string, input: object): object;
}

/** Told of requests at the moment they are carried out. */
interface Watcher {
  /** Before a request is carried out, so that its writes can be attributed to it. */
  landing(sent: Sent): void;
  landed(sent: Sent, outcome: Outcome): void;
  noted(what: string): void;
}

type Outcome = { readonly answer: object } | { readonly error: Error };

/** A request on its way. */
interface Journey {
  readonly process: Process;
  readonly place: Place;
  readonly sent: Sent;
  readonly rule: RequestEvent | undefined;
  readonly fate: Fate | undefined;
  /** A number from 0 to 1 for each use, the same in every run of the history. */
  readonly draw: (use: number) => number;
  /** Gives the process an answer after that time. */
  readonly answer: (give: () => void, afterMs: number) => void;
  readonly resolve: (answer: object) => void;
  readonly reject: (error: Error) => void;
}

/** How long the steps before the wire take. */
interface Pace {
  /** How often one takes long, as a part of the history's noise. */
  readonly slow: number;
  /** How long one takes at most, in ms, that does not take long. */
  readonly quickMs: number;
}

interface Cut {
  readonly how: 'drop' | 'answers' | 'refuse';
  readonly untilMs: number;
}

interface Rule {
  readonly event: RequestEvent;
  left: number;
}

/** What one run of a process sends to a place, or prepares to: its requests draw their fates in the order they are made. */
interface Line {
  readonly hash: number;
  requests: number;
}

export interface NetworkSettings {
  readonly seed: number;
  readonly scheduler: Scheduler;
  readonly backends: Readonly<Record<Place, Backend>>;
  readonly watcher: Watcher;
  readonly crash: (process: Process, backMs: number | undefined) => void;
  /** Lets a process not run for a while. */
  readonly stall: (process: Process, event: RequestEvent) => void;
  readonly onRepeated: () => void;
}

/** Carries requests of processes to regions, and answers back: late, twice, or not at all, as the history says. */
export class Network {
  noise: Noise | undefined;
  readonly #settings: NetworkSettings;
  readonly #cuts = new Map<string, Cut>();
  readonly #credentials = new Map<string, { readonly how: CredentialsFault; readonly untilMs: number }>();
  readonly #lastIterators = new Map<string, { readonly input: object; readonly from: number }>();
  readonly #lines = new Map<string, Line>();
  #rules: Rule[] = [];
  #heldUp = 0;

  constructor(settings: NetworkSettings) {
    this.#settings = settings;
  }

  cut(who: string, from: Place, how: Cut['how'], untilMs: number): void {
    this.#cuts.set(`${who} ${from}`, { how, untilMs });
  }

  /** The credentials that an actor uses in a place fail until then. */
  spoilCredentials(who: string, from: Place, how: CredentialsFault, untilMs: number): void {
    this.#credentials.set(`${who} ${from}`, { how, untilMs });
  }

  rule(event: RequestEvent): void {
    this.#rules.push({ event, left: event.skip ?? 0 });
  }

  /** Whether requests are under way that will land long after they were sent. */
  get holdsUp(): boolean {
    return this.#heldUp > 0;
  }

  heal(): void {
    this.#cuts.clear();
    this.#credentials.clear();
    this.#rules = [];
    this.noise = undefined;
  }

  /**
   * What the SDK does between its caller and the wire: credentials, signature, and the way to the handler. Each is an
   * await in which the process may stop running. @returns when the signature was made
   */
  async sign(
    process: Process,
    place: Place,
    operation: string,
    input: object,
    { slow, quickMs }: Pace,
  ): Promise<number> {
    const { scheduler, stall } = this.#settings;
    const often = (this.noise?.stack ?? 0) * slow;
    const stalled =
      this.#rules.length === 0
        ? undefined
        : this.#take(new Sent({ process, place, operation, input, signedMs: scheduler.nowMs }), true);
    if (stalled === undefined && often === 0 && quickMs === 0) return scheduler.nowMs;
    return sdkSteps({
      process,
      scheduler,
      slow: often,
      quickMs,
      draw: this.#drawsFor(`${process.name}~${place}`),
      onStep: (step) => {
        if (stalled !== undefined && (stalled.before ?? 'wire') === step) stall(process, stalled);
      },
    });
  }

  /**
   * Sends a request; the promise is settled when and if the process hears an answer.
   * @param signedMs when it was signed: past its age it is refused
   */
  send(
    process: Process,
    place: Place,
    operation: string,
    input: object,
    tag?: object,
    signedMs = this.#settings.scheduler.nowMs,
  ): Promise<object> {
    const { scheduler } = this.#settings;
    if (process.isDead) return new Promise(() => {});
    const draw = this.#drawsFor(`${process.name}>${place}`);
    const sent = new Sent({ process, place, operation, input, signedMs, tag });
    const rule = this.#take(sent, false);
    const fate = rule?.fate ?? this.#fateOf(draw(1));
    return new Promise((resolve, reject) => {
      const answer = (give: () => void, afterMs: number) =>
        scheduler.after(afterMs, () => process.hear('answers', give));
      this.#carry({ process, place, sent, rule, fate, draw, answer, resolve, reject });
    });
  }

  /** What the next request of a line draws. */
  #drawsFor(name: string): (use: number) => number {
    let line = this.#lines.get(name);
    if (line === undefined) this.#lines.set(name, (line = { hash: hashOf(name), requests: 0 }));
    line.requests += 1;
    return drawsOf(this.#settings.seed, line.hash, line.requests);
  }

  #carry(journey: Journey): void {
    const { process, sent, rule, fate, draw, answer, reject } = journey;
    const { scheduler, watcher, crash } = this.#settings;
    if (fate === 'crash') {
      if (rule?.applied === true) this.#land(sent);
      watcher.noted(`${process.name} dies ${rule?.applied === true ? 'after' : 'before'} ${sent.short}`);
      crash(process, rule?.ms);
      return;
    }
    const slowMs = fate === 'slow' ? (rule?.ms ?? 20 + draw(5) * LIMITS.attemptTimeoutMs * 1.4) : 0;
    const isSlowBack = rule?.onTheWayBack ?? draw(10) < 0.5;
    const thereMs = travelMs(draw(2), isSlowBack ? 0 : slowMs);
    const backMs = travelMs(draw(3), isSlowBack ? slowMs : 0);
    const spoilt = this.#credentials.get(`${process.actor} ${sent.place}`);
    const credentials = spoilt !== undefined && spoilt.untilMs > scheduler.nowMs ? spoilt.how : undefined;
    if (credentials === 'sts') answer(() => reject(fault('sts')), thereMs);
    else if (fate === 'refused') answer(() => reject(fault('refused')), thereMs);
    else if (fate === 'late') this.#holdUp(journey, thereMs + backMs);
    else scheduler.after(thereMs, () => this.#arrive(journey, backMs, credentials));
  }

  /** The request is applied much later, and its sender may see a reset before that. */
  #holdUp({ process, place, sent, rule, draw, answer, reject }: Journey, resetMs: number): void {
    const { scheduler, watcher, backends } = this.#settings;
    const longestMs = LIMITS.maxRequestAgeMs - (scheduler.nowMs - sent.signedMs);
    if (longestMs < 0) return;
    const lateMs = Math.min(rule?.ms ?? draw(4) ** 2 * LIMITS.maxRequestAgeMs, longestMs);
    watcher.noted(`${sent.short} of ${process.name} is held up`);
    this.#heldUp += 1;
    scheduler.after(lateMs, () => {
      this.#heldUp -= 1;
      sent.isLate = true;
      if (backends[place].isUp) this.#land(sent);
    });
    if (draw(6) < 0.3) answer(() => reject(fault('reset')), resetMs);
  }

  #arrive(journey: Journey, backMs: number, credentials: CredentialsFault | undefined): void {
    const { process, place, sent, fate, draw, answer, reject } = journey;
    const { scheduler, backends, watcher } = this.#settings;
    const fail = (kind: FaultKind) => answer(() => reject(fault(kind)), backMs);
    const cut = this.#cutOf(process, place);
    if (cut === 'refuse' || !backends[place].isUp) {
      // A region that is gone refuses connections or stays silent, either is possible.
      if (cut === 'refuse' || draw(7) < 0.5) fail('refused');
      return;
    }
    if (cut === 'drop') return;
    const unsigned = scheduler.nowMs - sent.signedMs > LIMITS.maxRequestAgeMs ? 'expired' : credentials;
    if (unsigned !== undefined) {
      fail(unsigned);
      return;
    }
    if (fate === 'throttled') {
      fail('throttled');
      return;
    }
    if (fate === 'failed' && draw(8) < 0.5) {
      fail('failed');
      return;
    }
    sent.isLate = scheduler.nowMs - sent.signedMs > LIMITS.attemptTimeoutMs;
    const landed = this.#land(sent, fate === 'repeated');
    if (fate === 'answer-lost' || cut === 'answers') {
      watcher.noted(`the answer to ${sent.short} of ${process.name} is lost`);
      if (draw(9) < 0.4) fail('reset');
      return;
    }
    if (fate === 'failed') {
      fail('failed');
      return;
    }
    scheduler.after(backMs, () => this.#giveBack(journey, landed));
  }

  #giveBack({ process, place, sent, resolve, reject }: Journey, landed: Outcome): void {
    const lost = this.#cutOf(process, place);
    if (lost === 'drop' || lost === 'answers') return;
    process.hear('answers', () => {
      if (isAnswer(landed)) {
        sent.heard?.();
        resolve(landed.answer);
      } else reject(landed.error);
    });
  }

  #land(sent: Sent, repeated = false): Outcome {
    const { watcher, backends } = this.#settings;
    watcher.landing(sent);
    sent.landedMs = this.#settings.scheduler.nowMs;
    let outcome: Outcome;
    try {
      outcome = { answer: backends[sent.place].perform(sent.operation, this.#inputOf(sent, repeated)) };
    } catch (error) {
      outcome = { error: error as Error };
    }
    watcher.landed(sent, outcome);
    return outcome;
  }

  /** A stream that is read again from where it was read before: records come at least once. */
  #inputOf(sent: Sent, repeated: boolean): object {
    if (sent.operation !== 'GetRecords') return sent.input;
    const [arn = '', shard = '', from = ''] = String(
      (sent.input as { readonly ShardIterator?: string }).ShardIterator,
    ).split('|');
    const line = `${sent.process.name} ${arn} ${shard}`;
    const last = this.#lastIterators.get(line);
    // Another reader of the shard may stand further on: its records are not those from before.
    if (repeated && last !== undefined && last.from <= Number(from)) {
      this.#settings.watcher.noted(`${sent.process.name} is given records of ${sent.place} again`);
      this.#settings.onRepeated();
      return last.input;
    }
    this.#lastIterators.set(line, { input: sent.input, from: Number(from) });
    return sent.input;
  }

  #cutOf(process: Process, place: Place): Cut['how'] | undefined {
    const cut = this.#cuts.get(`${process.actor} ${place}`);
    return cut !== undefined && cut.untilMs > this.#settings.scheduler.nowMs ? cut.how : undefined;
  }

  #take(sent: Sent, stalls: boolean): RequestEvent | undefined {
    if (this.#rules.length === 0) return undefined;
    for (const rule of this.#rules) {
      const { of, to, operation, table } = rule.event;
      if ((rule.event.fate === 'stall') !== stalls) continue;
      if (of !== sent.process.actor || (to !== undefined && to !== sent.place)) continue;
      if (operation !== undefined && operation !== sent.operation) continue;
      if (table !== undefined && !sent.tables.includes(table)) continue;
      if (rule.left > 0) {
        rule.left -= 1;
        continue;
      }
      this.#rules.splice(this.#rules.indexOf(rule), 1);
      return rule.event;
    }
    return undefined;
  }

  #fateOf(draw: number): Fate | undefined {
    const { noise } = this;
    if (noise === undefined) return undefined;
    let left = draw;
    if ((left -= noise.slow) < 0) return 'slow';
    if ((left -= noise.late) < 0) return 'late';
    if ((left -= noise.answerLost) < 0) return 'answer-lost';
    if ((left -= noise.throttled) < 0) return 'throttled';
    if ((left -= noise.failed) < 0) return 'failed';
    return left < noise.refused ? 'refused' : undefined;
  }
}

function travelMs(draw: number, moreMs: number): number {
  return 0.5 + draw * 4 + moreMs;
}
