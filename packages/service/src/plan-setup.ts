import type {
  OwnTableFacts,
  ServiceFacts,
  ServicePlan,
  ServiceTableFacts,
  SetupProblem,
  SetupStep,
} from './service-plan.ts';

/** What is left to do for a service that was found so. Pure. */
export function planSetup(facts: ServiceFacts): ServicePlan {
  return { facts, steps: stepsFor(facts), problems: problemsOf(facts) };
}

function stepsFor({
  regions,
  witness,
  ownTables,
  tables,
  route,
  fenced,
}: ServiceFacts): readonly SetupStep[] {
  const own = [...witness, ...ownTables];
  return [
    ...own
      .filter(({ state }) => state === 'missing')
      .map(({ region, table }) => ({ does: 'create-table', region, table }) as const),
    ...own
      .filter(({ expiry }) => expiry?.on === false)
      .map(({ region, table }) => ({ does: 'enable-expiry', region, table }) as const),
    ...tables.flatMap((facts) => copyStep(facts, tables)),
    ...tables
      .filter((table) => table.state === 'present' && table.stream === 'off')
      .map(({ region, table }) => ({ does: 'enable-stream', region, table }) as const),
    ...(route === undefined ? [{ does: 'write-route', writer: regions[0] } as const] : []),
    ...regions
      .filter((region) => !fenced.includes(region))
      .map((region) => ({ does: 'write-fence', region }) as const),
  ];
}

/** A table that the other region has is created here, with its stream. */
function copyStep(
  { region, table, state }: ServiceTableFacts,
  tables: readonly ServiceTableFacts[],
): readonly SetupStep[] {
  const other = twinOf({ region, table }, tables);
  if (state === 'present' || other?.state !== 'present') return [];
  return [{ does: 'copy-table', region, table, from: other.region }];
}

function twinOf(
  { region, table }: Pick<ServiceTableFacts, 'region' | 'table'>,
  tables: readonly ServiceTableFacts[],
): ServiceTableFacts | undefined {
  return tables.find((other) => other.table === table && other.region !== region);
}

function problemsOf(facts: ServiceFacts): readonly SetupProblem[] {
  const endpoints = new Set(facts.witness.map(({ region }) => region)).size;
  return [
    ...facts.witness.flatMap((table) => witnessProblems(table, endpoints)),
    ...facts.ownTables.flatMap(mismatchOf),
    ...tableProblems(facts),
  ];
}

/** A table at several endpoints of the witness is one global table, which Understudy does not create. */
function witnessProblems(table: OwnTableFacts, endpoints: number): readonly SetupProblem[] {
  if (table.state !== 'missing' || endpoints === 1) return mismatchOf(table);
  return [
    {
      code: 'UND_SERVICE_TABLE_MISSING',
      what: `The witness has ${endpoints} endpoints, and ${table.region} has no table ${table.table}: create it with the key ${table.wanted} as a global table with multi-Region strong consistency.`,
      region: table.region,
      table: table.table,
    },
  ];
}

function mismatchOf({ region, table, state, keys, wanted }: OwnTableFacts): readonly SetupProblem[] {
  if (state !== 'mismatch') return [];
  const what = `Table ${table} in ${region} has the key ${keys ?? ''}; it must be ${wanted}.`;
  return [{ code: 'UND_SERVICE_TABLE_MISMATCH', what, region, table }];
}

function tableProblems({ regions, tables }: ServiceFacts): readonly SetupProblem[] {
  const problems: SetupProblem[] = [];
  for (const facts of tables) {
    const { region, table } = facts;
    if (facts.state === 'missing') {
      if (twinOf(facts, tables)?.state === 'present') continue;
      const what = `Table ${table} does not exist in ${region}.`;
      problems.push({ code: 'UND_SERVICE_TABLE_MISSING', what, region, table });
      continue;
    }
    if (facts.globalTable !== undefined) {
      const what = `Table ${table} in ${region} is a replica of a DynamoDB global table (version ${facts.globalTable}).`;
      problems.push({ code: 'UND_SERVICE_GLOBAL_TABLE', what, region, table });
    }
    if (facts.stream === 'wrong-view') {
      const what = `The stream of table ${table} in ${region} shows ${facts.view ?? 'nothing'}.`;
      problems.push({ code: 'UND_SERVICE_STREAM_VIEW_WRONG', what, region, table });
    }
    const first = tables.find((other) => other.table === table && other.region === regions[0]);
    if (region !== regions[0] && first?.state === 'present' && first.keys !== facts.keys) {
      const what = `Table ${table} has the key ${first.keys} in ${regions[0]} and ${facts.keys} in ${region}.`;
      problems.push({ code: 'UND_SERVICE_KEYS_DIFFER', what, region, table });
    }
  }
  return problems;
}
