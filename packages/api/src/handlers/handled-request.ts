import type { AnswerOf, BodyOf, ParamsOf, QueryOf, RouteId } from '@understudy/api-contract';
import type { Caller } from '../access/authenticate.ts';

/** A request that has passed every check. */
export interface HandledRequest<Id extends RouteId> {
  readonly params: ParamsOf<Id>;
  readonly query: QueryOf<Id>;
  readonly body: BodyOf<Id>;
  /** Who asks; absent where the route asks for no token. */
  readonly caller: Caller | undefined;
  /** Of an order; empty elsewhere. */
  readonly key: string;
  readonly signal: AbortSignal;
}

/** An answer that is JSON text already. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Handler<Id extends RouteId> = (
  request: HandledRequest<Id>,
) => Promise<AnswerOf<Id> | JsonText> | AnswerOf<Id> | JsonText;

export type Handlers<Id extends RouteId> = { readonly [Each in Id]: Handler<Each> };
