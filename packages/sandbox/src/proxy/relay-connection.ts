import { connect, type Socket } from 'node:net';
import type { Clock } from '@understudy/core';
import { composeAnswer } from './compose-answer.ts';
import { Message, type Head, type WholeMessage } from './message.ts';
import { resetConnection } from './reset-connection.ts';
import type { Act, Ending } from './types.ts';

export interface RelayOptions {
  /** The server's port on 127.0.0.1. */
  readonly port: number;
  /** Asked once for each request, when its head is there; `undefined`: it passes untouched. */
  readonly chooseAct: (head: Head) => Act | undefined;
  /** Resolves while packets get through. */
  readonly passable: () => Promise<void>;
  readonly clock: Clock;
  /** Aborted when the proxy closes. */
  readonly signal: AbortSignal;
  /** Called when both connections are closed. */
  readonly onClosed: () => void;
}

/** One client's connection and its twin to the server. */
export interface Relay {
  /** Stops reading on both sides, as when no packet gets through; bytes wait where they are. */
  hush(hushed: boolean): void;
  destroy(how: 'end' | 'reset'): void;
}

interface Exchange {
  readonly request: Message;
  answer: Message;
  decided: boolean;
  act: Act | undefined;
  /** Called with the whole answer, in an exchange that an act has a hand in. */
  answered?: (answer: WholeMessage) => void;
}

const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';

/**
 * Relays one connection, one exchange after the other: requests sent ahead (pipelined) wait their turn. What no
 * fault strikes is passed on as it comes; an exchange that a fault strikes is put together first. Ends and
 * resets of either side are handed to the other as what they were.
 */
export function relayConnection(client: Socket, options: RelayOptions): Relay {
  const { clock, signal } = options;
  const server = connect({ host: '127.0.0.1', port: options.port, noDelay: true });
  let exchange: Exchange | undefined;
  let waiting: Buffer[] = [];
  let clientGone = false;
  /** An act holds a request that has not been sent on yet. */
  let undelivered = false;
  let silenced = false;
  let hushed = false;
  /** What the client will learn of the server's end once packets get through. */
  let news: (() => void) | undefined;

  const settleFlow = () => {
    const crowded = waiting.length > 0 && exchange !== undefined;
    if (hushed || crowded || server.writableNeedDrain) client.pause();
    else client.resume();
    if (hushed || (client.writableNeedDrain && !clientGone)) server.pause();
    else server.resume();
  };

  const destroy = (how: 'end' | 'reset') => {
    for (const socket of [client, server]) {
      if (how === 'reset') resetConnection(socket);
      else socket.destroy();
    }
  };

  const fromClient = (chunk: Buffer) => {
    if (exchange?.request.done) {
      waiting.push(chunk);
      return;
    }
    exchange ??= {
      request: new Message('request'),
      answer: new Message('answer'),
      decided: false,
      act: undefined,
    };
    const rest = exchange.request.feed(chunk);
    if (exchange.request.malformed) {
      client.end(composeAnswer({ status: 400 }));
      server.destroy();
      return;
    }
    if (!exchange.decided && exchange.request.head !== undefined) {
      exchange.act = options.chooseAct(exchange.request.head);
      exchange.decided = true;
      if (exchange.act !== undefined && exchange.request.head.header('expect') !== undefined)
        client.write(CONTINUE);
    }
    if (rest.length > 0) waiting.push(rest);
    if (exchange.decided && exchange.act === undefined) {
      for (const part of exchange.request.take()) server.write(part);
    } else if (exchange.act !== undefined) {
      const request = exchange.request.whole();
      if (request !== undefined) void actOut(exchange, exchange.act, request).catch(() => destroy('end'));
    }
  };

  const fromServer = (chunk: Buffer) => {
    if (silenced) return;
    if (exchange === undefined) {
      // An answer nobody asked for, such as a server's farewell on an idle connection.
      client.write(chunk);
      return;
    }
    const rest = exchange.answer.feed(chunk);
    if (exchange.act === undefined) for (const part of exchange.answer.take()) client.write(part);
    if (exchange.answer.done) finishAnswer(exchange);
    if (rest.length > 0) fromServer(rest);
  };

  const finishAnswer = (finished: Exchange) => {
    if (finished.answer.interim) {
      finished.answer = new Message('answer');
    } else if (finished.act === undefined) {
      // Answered before it was all sent: what follows can't be told from a new request.
      if (!finished.request.done) client.destroySoon();
      nextExchange();
    } else {
      const answer = finished.answer.whole();
      if (answer !== undefined) finished.answered?.(answer);
    }
  };

  const nextExchange = () => {
    exchange = undefined;
    const ahead = waiting;
    waiting = [];
    if (ahead.length > 0) fromClient(Buffer.concat(ahead));
  };

  /** A request goes on its way even if its sender has given up meanwhile: it was sent. */
  const actOut = async (current: Exchange, act: Act, request: WholeMessage) => {
    const answered = new Promise<WholeMessage>((resolve) => {
      current.answered = resolve;
    });
    undelivered = true;
    if (act.requestMs !== undefined) await clock.sleep(act.requestMs, signal);
    await options.passable();
    const forwarded = act.forward === undefined ? request.bytes : act.forward(request);
    if (forwarded !== undefined) server.write(forwarded);
    undelivered = false;
    if (clientGone) server.end();
    const answer = forwarded === undefined ? undefined : await answered;
    if (act.answerMs !== undefined) await clock.sleep(act.answerMs, signal);
    await options.passable();
    finish(act.end?.(request, answer) ?? passOn(answer), request.head);
    settleFlow();
  };

  const finish = (ending: Ending, asked: Head) => {
    switch (ending.kind) {
      case 'answer':
        client.write(ending.bytes);
        if (asked.header('connection')?.toLowerCase() === 'close') client.destroySoon();
        nextExchange();
        return;
      case 'cut':
        if (ending.then === 'silence') {
          client.write(ending.bytes);
          silenced = true;
        } else {
          client.end(ending.bytes);
          server.destroy();
        }
        return;
      case 'reset':
        destroy('reset');
        return;
      case 'silence':
        silenced = true;
    }
  };

  client.on('data', (chunk: Buffer) => {
    fromClient(chunk);
    settleFlow();
  });
  server.on('data', (chunk: Buffer) => {
    fromServer(chunk);
    settleFlow();
  });
  client.on('drain', settleFlow);
  server.on('drain', settleFlow);

  const loseClient = () => {
    if (clientGone) return;
    clientGone = true;
    // A request that an act still holds is sent on by it, and the connection to the server ended after that.
    if (!undelivered) server.end();
    settleFlow();
  };
  let open = 2;
  const closeOne = () => {
    open -= 1;
    if (open === 0) options.onClosed();
  };
  client.on('close', closeOne);
  server.on('close', closeOne);
  client.on('end', loseClient);
  client.on('close', loseClient);
  client.on('error', loseClient);

  const whenHeard = (tell: () => void) => {
    if (hushed) news ??= tell;
    else tell();
  };
  const loseServer = () => {
    const answerInHand = exchange?.act !== undefined && exchange.answer.done;
    if (!silenced && !answerInHand) client.destroySoon();
  };
  server.on('end', () => {
    exchange?.answer.endOfStream();
    if (exchange?.answer.done) finishAnswer(exchange);
    whenHeard(loseServer);
  });
  server.on('error', () => {
    whenHeard(() => {
      if (!silenced) resetConnection(client);
    });
  });
  server.on('close', () => {
    whenHeard(loseServer);
  });

  return {
    hush: (value) => {
      hushed = value;
      settleFlow();
      if (hushed) return;
      news?.();
      news = undefined;
    },
    destroy,
  };
}

function passOn(answer: WholeMessage | undefined): Ending {
  return answer === undefined ? { kind: 'silence' } : { kind: 'answer', bytes: answer.bytes };
}
