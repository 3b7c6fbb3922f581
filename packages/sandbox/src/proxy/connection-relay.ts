import { connect, type Socket } from 'node:net';
import type { Clock } from '@understudy/core';
import { composeAnswer } from './compose-answer.ts';
import { Message, type Head, type WholeMessage } from './message.ts';
import { resetConnection } from './reset-connection.ts';
import type { FaultEffect, Ending } from './types.ts';

export interface RelayOptions {
  /** The server's port on 127.0.0.1. */
  readonly port: number;
  /** Called once for each request, as soon as its head has arrived; `undefined`: no fault, the request passes unchanged. */
  readonly chooseEffect: (head: Head) => FaultEffect | undefined;
  /** Resolves while packets get through. */
  readonly passable: () => Promise<void>;
  readonly clock: Clock;
  /** Aborted when the proxy closes. */
  readonly signal: AbortSignal;
  /** Called when both connections are closed. */
  readonly onClosed: () => void;
}

interface Exchange {
  readonly request: Message;
  answer: Message;
  decided: boolean;
  effect: FaultEffect | undefined;
  /** Called with the whole answer, in an exchange that a fault changes. */
  answered?: (answer: WholeMessage) => void;
}

const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';

/**
 * Relays one client's connection to the server, one exchange after the other: requests sent ahead (pipelined) wait. Bytes
 * of an exchange without a fault pass on as they arrive; an exchange with a fault is put together first. The end or reset
 * of either side reaches the other side as the same.
 */
export class ConnectionRelay {
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #options: RelayOptions;
  #exchange: Exchange | undefined;
  #waiting: Buffer[] = [];
  #clientGone = false;
  /** A fault holds a request that has not been sent on yet. */
  #undelivered = false;
  #silenced = false;
  #suspended = false;
  /** What happens to the client once packets get through again, because the server's side ended. */
  #onResume: (() => void) | undefined;
  #open = 2;

  constructor(client: Socket, options: RelayOptions) {
    this.#client = client;
    this.#options = options;
    this.#server = connect({ host: '127.0.0.1', port: options.port, noDelay: true });
    this.#listenToData();
    this.#listenToClientEnd();
    this.#listenToServerEnd();
  }

  /** Stops or resumes reading on both sides: while no packet gets through, bytes stay where they are. */
  suspend(suspended: boolean): void {
    this.#suspended = suspended;
    this.#balanceFlow();
    if (suspended) return;
    this.#onResume?.();
    this.#onResume = undefined;
  }

  destroy(how: 'end' | 'reset'): void {
    for (const socket of [this.#client, this.#server]) {
      if (how === 'reset') resetConnection(socket);
      else socket.destroy();
    }
  }

  #listenToData(): void {
    this.#client.on('data', (chunk: Buffer) => {
      this.#receiveRequest(chunk);
      this.#balanceFlow();
    });
    this.#server.on('data', (chunk: Buffer) => {
      this.#receiveAnswer(chunk);
      this.#balanceFlow();
    });
    for (const socket of [this.#client, this.#server]) {
      socket.on('drain', () => this.#balanceFlow());
      socket.on('close', () => {
        this.#open -= 1;
        if (this.#open === 0) this.#options.onClosed();
      });
    }
  }

  #listenToClientEnd(): void {
    const loseClient = () => {
      if (this.#clientGone) return;
      this.#clientGone = true;
      // A request that a fault holds is still sent; the connection to the server ends after that.
      if (!this.#undelivered) this.#server.end();
      this.#balanceFlow();
    };
    this.#client.on('end', loseClient);
    this.#client.on('close', loseClient);
    this.#client.on('error', loseClient);
  }

  #listenToServerEnd(): void {
    const whenPassable = (action: () => void) => {
      if (this.#suspended) this.#onResume ??= action;
      else action();
    };
    const loseServer = () => {
      const answerInHand = this.#exchange?.effect !== undefined && this.#exchange.answer.done;
      if (!this.#silenced && !answerInHand) this.#client.destroySoon();
    };
    this.#server.on('end', () => {
      this.#exchange?.answer.endOfStream();
      if (this.#exchange?.answer.done) this.#finishAnswer(this.#exchange);
      whenPassable(loseServer);
    });
    this.#server.on('error', () =>
      whenPassable(() => {
        if (!this.#silenced) resetConnection(this.#client);
      }),
    );
    this.#server.on('close', () => whenPassable(loseServer));
  }

  #balanceFlow(): void {
    const crowded = this.#waiting.length > 0 && this.#exchange !== undefined;
    if (this.#suspended || crowded || this.#server.writableNeedDrain) this.#client.pause();
    else this.#client.resume();
    if (this.#suspended || (this.#client.writableNeedDrain && !this.#clientGone)) this.#server.pause();
    else this.#server.resume();
  }

  #receiveRequest(chunk: Buffer): void {
    if (this.#exchange?.request.done) {
      this.#waiting.push(chunk);
      return;
    }
    const exchange = (this.#exchange ??= {
      request: new Message('request'),
      answer: new Message('answer'),
      decided: false,
      effect: undefined,
    });
    const rest = exchange.request.feed(chunk);
    if (exchange.request.malformed) {
      this.#client.end(composeAnswer({ status: 400 }));
      this.#server.destroy();
      return;
    }
    this.#decide(exchange);
    if (rest.length > 0) this.#waiting.push(rest);
    if (exchange.decided && exchange.effect === undefined) {
      for (const part of exchange.request.take()) this.#server.write(part);
    } else if (exchange.effect !== undefined) {
      const request = exchange.request.whole();
      if (request !== undefined)
        void this.#simulate(exchange, exchange.effect, request).catch(() => this.destroy('end'));
    }
  }

  #decide(exchange: Exchange): void {
    if (exchange.decided || exchange.request.head === undefined) return;
    exchange.effect = this.#options.chooseEffect(exchange.request.head);
    exchange.decided = true;
    if (exchange.effect !== undefined && exchange.request.head.header('expect') !== undefined)
      this.#client.write(CONTINUE);
  }

  #receiveAnswer(chunk: Buffer): void {
    if (this.#silenced) return;
    const exchange = this.#exchange;
    if (exchange === undefined) {
      // An answer without a request, such as a server's last words on an idle connection.
      this.#client.write(chunk);
      return;
    }
    const rest = exchange.answer.feed(chunk);
    if (exchange.effect === undefined) for (const part of exchange.answer.take()) this.#client.write(part);
    if (exchange.answer.done) this.#finishAnswer(exchange);
    if (rest.length > 0) this.#receiveAnswer(rest);
  }

  #finishAnswer(finished: Exchange): void {
    if (finished.answer.interim) {
      finished.answer = new Message('answer');
    } else if (finished.effect === undefined) {
      // Answered before the request was complete: what follows can't be distinguished from a new request.
      if (!finished.request.done) this.#client.destroySoon();
      this.#nextExchange();
    } else {
      const answer = finished.answer.whole();
      if (answer !== undefined) finished.answered?.(answer);
    }
  }

  #nextExchange(): void {
    this.#exchange = undefined;
    const ahead = this.#waiting;
    this.#waiting = [];
    if (ahead.length > 0) this.#receiveRequest(Buffer.concat(ahead));
  }

  /** Carries out a fault. A request reaches the server even if its sender has given up meanwhile: it was sent. */
  async #simulate(current: Exchange, effect: FaultEffect, request: WholeMessage): Promise<void> {
    const { clock, signal, passable } = this.#options;
    const answered = new Promise<WholeMessage>((resolve) => {
      current.answered = resolve;
    });
    this.#undelivered = true;
    if (effect.requestMs !== undefined) await clock.sleep(effect.requestMs, signal);
    await passable();
    const forwarded = effect.forward === undefined ? request.bytes : effect.forward(request);
    if (forwarded !== undefined) this.#server.write(forwarded);
    this.#undelivered = false;
    if (this.#clientGone) this.#server.end();
    const answer = forwarded === undefined ? undefined : await answered;
    if (effect.answerMs !== undefined) await clock.sleep(effect.answerMs, signal);
    await passable();
    this.#finish(effect.end?.(request, answer) ?? passOn(answer), request.head);
    this.#balanceFlow();
  }

  #finish(ending: Ending, asked: Head): void {
    switch (ending.kind) {
      case 'answer':
        this.#client.write(ending.bytes);
        if (asked.header('connection')?.toLowerCase() === 'close') this.#client.destroySoon();
        this.#nextExchange();
        return;
      case 'cut':
        if (ending.then === 'silence') {
          this.#client.write(ending.bytes);
          this.#silenced = true;
        } else {
          this.#client.end(ending.bytes);
          this.#server.destroy();
        }
        return;
      case 'reset':
        this.destroy('reset');
        return;
      case 'silence':
        this.#silenced = true;
    }
  }
}

function passOn(answer: WholeMessage | undefined): Ending {
  return answer === undefined ? { kind: 'silence' } : { kind: 'answer', bytes: answer.bytes };
}
