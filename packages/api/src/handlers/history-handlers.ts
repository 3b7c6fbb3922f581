import type { AuditPage, MoveSummary, QueryOf } from '@understudy/api-contract';
import type { ControlStore } from '@understudy/control-store';
import type { Clock } from '@understudy/core';
import type { AuditEntry } from '@understudy/findings';
import { ApiError } from '../errors.ts';
import type { ApiSources } from '../state/api-sources.ts';
import { toIntentState } from '../state/parts/to-intent-state.ts';
import { lastOf } from '../state/reading.ts';
import { renderPart } from '../state/rendered-snapshot.ts';
import type { ServiceState } from '../state/service-state.ts';
import { auditName, parseAuditName, toAuditLine } from '../stream/audit-name.ts';
import { JsonText, type Handlers } from './handled-request.ts';
import { SingleFlight } from './single-flight.ts';

export interface HistoryHandlerOptions {
  readonly state: ServiceState;
  readonly sources: ApiSources;
  readonly clock: Clock;
}

/** Entries that one page searches at most for those that fit. */
const SEARCHED = 5_000;
const KEEP_MS = 2_000;

/** What happened; read when it is asked for, by one reading for all who ask the same. */
export function historyHandlers({
  state,
  sources,
  clock,
}: HistoryHandlerOptions): Handlers<'moves' | 'move' | 'preview' | 'intent' | 'audit' | 'auditEntry'> {
  const previews = new SingleFlight<Awaited<ReturnType<ApiSources['preview']>>>({ clock, keepMs: KEEP_MS });
  const accounts = new SingleFlight<Awaited<ReturnType<ApiSources['accountOf']>>>({ clock, keepMs: KEEP_MS });
  const control = () => requireControl(sources);
  // Not the request's: others may wait for the same answer.
  const unlimited = new AbortController().signal;
  return {
    moves: () => new JsonText(renderPart(state.facts.moves).render(clock.monotonicMs())),
    move: async ({ params }) => {
      control();
      const moveId = moveIdOf(params.move, lastOf(state.facts.moves)?.value ?? []);
      return accounts.ask(moveId, () => sources.accountOf(moveId, unlimited));
    },
    preview: async ({ query }) => {
      const { kind, to } = query;
      if (!sources.topology.regions.data.some(({ name }) => name === to))
        throw new ApiError('UND_API_NOT_FOUND', { what: `"${to}" is no data region of the service.` });
      return previews.ask(`${kind} ${to}`, () => sources.preview({ kind, to }, unlimited));
    },
    intent: async ({ params, signal }) => {
      const found = (await control().readIntents(signal)).find(({ id }) => id === params.intent);
      if (found !== undefined) return toIntentState(found);
      throw new ApiError('UND_API_NOT_FOUND', { what: `There is no intent "${params.intent}".` });
    },
    audit: ({ query, signal }) => readPage(control(), query, signal),
    auditEntry: async ({ params, signal }) => {
      const entry = await readEntry(control(), params.entry, signal);
      return { ...toAuditLine(entry), ...(entry.data !== undefined && { data: entry.data }) };
    },
  };
}

/** @throws ApiError `UND_API_NOT_CONFIGURED` */
export function requireControl({ control }: Pick<ApiSources, 'control'>): ControlStore {
  if (control !== undefined) return control;
  throw new ApiError('UND_API_NOT_CONFIGURED', {
    what: 'The topology has no section "orchestrator", so nothing keeps this.',
  });
}

/** A move by its id, or by the epoch that it began. */
function moveIdOf(asked: string, moves: readonly MoveSummary[]): string {
  const found = moves.find(
    ({ moveId, epoch, outcome }) => moveId === asked || (outcome === 'promoted' && String(epoch) === asked),
  );
  return found?.moveId ?? asked;
}

async function readPage(
  control: ControlStore,
  { kind, by, text, fromMs, untilMs, after, limit }: QueryOf<'audit'>,
  signal: AbortSignal,
): Promise<AuditPage> {
  const place = after === undefined ? undefined : parseAuditName(after);
  if (after !== undefined && place === undefined)
    throw new ApiError('UND_API_REQUEST_INVALID', { what: `"${after}" is no place in the audit.` });
  const entries: AuditEntry[] = [];
  let searched = 0;
  let last: AuditEntry | undefined;
  const untils = [untilMs, place && place.atMs + 1].filter((each) => each !== undefined);
  const query = {
    newestFirst: true,
    ...(fromMs !== undefined && { fromMs }),
    ...(untils.length > 0 && { untilMs: Math.min(...untils) }),
  };
  const isAsked = (entry: AuditEntry) =>
    (kind === undefined || entry.kind === kind) &&
    (by === undefined || entry.by === by) &&
    (text === undefined || entry.what.toLowerCase().includes(text.toLowerCase()));
  for await (const entry of control.readAudit(query, signal)) {
    if (after !== undefined && auditName(entry) >= after) continue;
    if (entries.length === limit || searched === SEARCHED)
      return { entries: entries.map(toAuditLine), ...(last !== undefined && { next: auditName(last) }) };
    searched += 1;
    last = entry;
    if (isAsked(entry)) entries.push(entry);
  }
  return { entries: entries.map(toAuditLine) };
}

async function readEntry(control: ControlStore, name: string, signal: AbortSignal): Promise<AuditEntry> {
  const place = parseAuditName(name);
  if (place !== undefined)
    for await (const entry of control.readAudit({ fromMs: place.atMs, untilMs: place.atMs + 1 }, signal))
      if (auditName(entry) === name) return entry;
  throw new ApiError('UND_API_NOT_FOUND', { what: `The audit has no entry "${name}".` });
}
