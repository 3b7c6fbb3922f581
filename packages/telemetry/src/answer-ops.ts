/** Something that is wrong: what, its code and what to do where they are known, and whatever names the part it is wrong with. */
export interface Problem {
  readonly problem: string | undefined;
  readonly code?: string | undefined;
  readonly remedy?: string | undefined;
}

/** What a daemon tells of itself; each is asked at each request. */
export interface OpsSources {
  /** The body of `/status`. `{}` unless given. */
  readonly status?: () => object;
  /** What a restart of the process may help: `/healthz` answers 503 while there is any. None unless given. */
  readonly health?: () => readonly Problem[];
  /** The body of `/readyz`, which answers 503 while it is not ready, and why. Ready unless given. */
  readonly ready?: () => { readonly ready: boolean; readonly problems?: readonly Problem[] };
  /** The body of `/metrics`, in Prometheus's text format. */
  readonly metrics: () => string | Promise<string>;
}

export interface OpsAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const OPS_PATHS = ['/status', '/healthz', '/readyz', '/metrics'] as const;

/** Prometheus's text format. */
const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * Answers one request of an operator or a machine that watches: `/status`, `/healthz`, `/readyz`, `/metrics`, by GET or HEAD. Pure but
 * for the sources; `undefined` where the path is none of these.
 * @param target the request's path, with or without a query
 * @throws what a source throws
 */
export async function answerOps(
  sources: OpsSources,
  method: string,
  target: string,
): Promise<OpsAnswer | undefined> {
  const path = target.split('?', 1)[0];
  const render = OPS_PATHS.find((known) => known === path);
  if (render === undefined) return undefined;
  if (method !== 'GET' && method !== 'HEAD') return refuseMethod(method);
  return RENDERERS[render](sources);
}

/** 405 in words. */
export function refuseMethod(method: string): OpsAnswer {
  const answer = answerText(405, `${method} is not allowed; use GET or HEAD.`);
  return { ...answer, headers: { ...answer.headers, allow: 'GET, HEAD' } };
}

export function answerText(status: number, text: string): OpsAnswer {
  return answerAs(status, 'text/plain; charset=utf-8', `${text}\n`);
}

const RENDERERS: Readonly<
  Record<(typeof OPS_PATHS)[number], (sources: OpsSources) => OpsAnswer | Promise<OpsAnswer>>
> = {
  '/status': ({ status = () => ({}) }) => answerJson(200, JSON.stringify(status(), null, 2)),
  '/healthz': ({ health = () => [] }) => {
    const problems = health();
    return answerJson(problems.length === 0 ? 200 : 503, JSON.stringify({ problems }));
  },
  '/readyz': ({ ready = () => ({ ready: true }) }) => {
    const state = ready();
    return answerJson(state.ready ? 200 : 503, JSON.stringify(state));
  },
  '/metrics': async ({ metrics }) => answerAs(200, METRICS_TYPE, await metrics()),
};

function answerJson(status: number, json: string): OpsAnswer {
  return answerAs(status, 'application/json', `${json}\n`);
}

function answerAs(status: number, type: string, body: string): OpsAnswer {
  return {
    status,
    headers: {
      'content-type': type,
      'content-length': String(Buffer.byteLength(body)),
      'cache-control': 'no-store',
    },
    body,
  };
}
