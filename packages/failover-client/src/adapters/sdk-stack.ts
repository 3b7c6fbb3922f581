import type { Attempt } from '../types.ts';

/** What an attempt leaves in its handler context: which call of the wire it serves. */
export type Mark =
  | { readonly kind: 'forward'; readonly attempt: Attempt }
  | { readonly kind: 'send'; readonly attempt: Attempt }
  | { readonly kind: 'respond'; readonly output: object; readonly response: unknown };

/** Where a request carries its attempt to the handler. A WeakMap would cost the garbage collector time for each of them. */
export const ATTEMPT = Symbol('understudy attempt');

export interface MarkedRequest {
  [ATTEMPT]?: Attempt;
}

export interface MarkedContext {
  understudy?: Mark;
  readonly commandName?: string;
  readonly __smithy_context?: { readonly abortSignal?: AbortSignal };
}

/** The SDK's middleware stack and handler as far as they are used here: the SDK's own types differ from step to step. */
export interface SdkStack {
  add(middleware: Middleware, options: StackOptions): void;
  addRelativeTo(middleware: Middleware, options: StackOptions): void;
  applyToStack(stack: Pick<SdkStack, 'add' | 'addRelativeTo'>): void;
}
export interface StackOptions {
  readonly name: string;
  readonly step?: string | undefined;
  readonly priority?: string;
  readonly relation?: string;
  readonly toMiddleware?: string;
  readonly override?: boolean | undefined;
}
export type Middleware = (next: Next, context: MarkedContext) => Next;
export type Next = (args: SdkArguments) => Promise<SdkResult>;
export interface SdkArguments {
  readonly input: object;
  readonly request?: object;
}
export interface SdkResult {
  readonly response: unknown;
  readonly output: object;
}

export interface SdkHandler {
  readonly metadata?: object;
  handle(
    request: object,
    options?: object,
  ): Promise<{ readonly response: { readonly statusCode: number; readonly body?: unknown } }>;
  updateHttpClientConfig?(key: string, value: unknown): void;
  httpHandlerConfigs?(): object;
  destroy?(): void;
}
