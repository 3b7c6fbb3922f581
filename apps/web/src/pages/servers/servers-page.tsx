import type { ServersState, ServerState, Snapshot } from '@understudy/api-contract';
import { knownValue } from '../../answers/known-value.ts';
import { serverMark } from '../../answers/server-mark.ts';
import { balancerMark } from '../../answers/service-map-view.ts';
import { usePageTitle } from '../../app/use-page-title.ts';
import { useStream } from '../../app/use-stream.ts';
import { CommandText } from '../../parts/command-text.tsx';
import { DataTable, type Column } from '../../parts/data-table.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PageSection } from '../../parts/page-section.tsx';
import { PartView } from '../../parts/part-view.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { countWords } from '../../words/number-words.ts';
import { durationWords } from '../../words/duration-words.ts';
import { RepairsPart } from './repairs-part.tsx';

/** The servers of each pool as their balancers check them, the balancers, and what is repaired. */
export function ServersPage() {
  usePageTitle('Servers');
  const snapshot = useStream((state) => state.snapshot);
  if (snapshot === undefined) return null;
  if (!snapshot.service.servers) {
    return (
      <PageHead title="Servers">
        The topology declares no pools and no balancers: the servers of this service are not run by
        Understudy.
      </PageHead>
    );
  }
  const known = knownValue(snapshot.servers);
  return (
    <>
      <PageHead title="Servers">{known === undefined ? undefined : headOf(known)}</PageHead>
      <PartView part={snapshot.servers} name="The servers">
        {(servers) => <Servers servers={servers} snapshot={snapshot} />}
      </PartView>
      <PartView part={snapshot.repairs} name="The repairs">
        {(repairs) => <RepairsPart repairs={repairs} nowMs={snapshot.atMs} />}
      </PartView>
      <PageSection title="Act on a server" note="on a machine with the account’s token">
        <div className="narrow">
          <CommandText
            title="Replace one: the new one serves before the old one is removed"
            command="understudy servers replace LABEL"
          />
          <CommandText title="Restart its application" command="understudy servers restart LABEL" />
        </div>
      </PageSection>
    </>
  );
}

function headOf({ servers, pools, by }: ServersState): string {
  const serving = servers.filter((server) => serverMark(server).tone === 'ok').length;
  return `${serving} of ${countWords(servers.length, 'server')} serve at every balancer, in ${countWords(pools.length, 'pool')}. As ${by} sees them.`;
}

function Servers({ servers, snapshot }: { readonly servers: ServersState; readonly snapshot: Snapshot }) {
  return (
    <>
      <DataTable
        name="Servers"
        className="c3"
        columns={serverColumns(servers, snapshot.atMs)}
        groups={servers.pools.map(({ name, count, regions }) => ({
          key: name,
          title: (
            <>
              {name}{' '}
              <span className="quiet">
                {countWords(count, 'server')} wanted, in {regions.join(', then ')}
              </span>
            </>
          ),
          rows: servers.servers.filter(({ pool }) => pool === name),
        }))}
        keyOf={({ name }) => name}
        empty="No server is known."
      />
      <Balancers servers={servers} atMs={snapshot.atMs} />
      <LinodePart servers={servers} atMs={snapshot.atMs} />
    </>
  );
}

function serverColumns({ balancers }: ServersState, atMs: number): readonly Column<ServerState>[] {
  return [
    { name: 'Server', cell: ({ name }) => name },
    { name: 'State', cell: (server) => <StateMark mark={serverMark(server)} /> },
    ...balancers.map(({ name }) => ({
      name: `At ${name}`,
      cell: ({ balancers: seen }: ServerState) => {
        const own = seen.find(({ balancer }) => balancer === name);
        return own === undefined ? (
          <span className="faint">not seen</span>
        ) : (
          `${own.state} for ${durationWords(Math.max(0, atMs - own.sinceMs))}${own.check === '' ? '' : `, ${own.check}`}`
        );
      },
    })),
    {
      name: 'At Linode',
      cell: ({ linode }) =>
        linode === undefined ? (
          <span className="faint">not known</span>
        ) : (
          `${linode.status}, ${linode.region}`
        ),
    },
    {
      name: 'Place',
      isNumber: true,
      cell: ({ slot, generation }) => `${slot}, ${ordinal(generation)} machine`,
    },
  ];
}

function ordinal(count: number): string {
  const ends = ['th', 'st', 'nd', 'rd'];
  const rest = count % 100;
  return `${count}${ends[(rest - 20) % 10] ?? ends[rest] ?? 'th'}`;
}

function Balancers({
  servers: { balancers },
  atMs,
}: {
  readonly servers: ServersState;
  readonly atMs: number;
}) {
  return (
    <PageSection title="Balancers" note="HAProxy, by its runtime socket">
      <DataTable
        name="Balancers"
        columns={[
          { name: 'Balancer', cell: ({ name }) => name },
          { name: 'State', cell: (balancer) => <StateMark mark={balancerMark(balancer)} /> },
          { name: 'Up', isNumber: true, cell: ({ up, fresh }) => (fresh ? up : 'not known') },
          { name: 'Down', isNumber: true, cell: ({ down, fresh }) => (fresh ? down : 'not known') },
          { name: 'Drained', isNumber: true, cell: ({ resting, fresh }) => (fresh ? resting : 'not known') },
          {
            name: 'Seen',
            isNumber: true,
            cell: ({ seenMs, why }) =>
              seenMs === undefined ? (why ?? 'never') : `${durationWords(Math.max(0, atMs - seenMs))} ago`,
          },
        ]}
        groups={[{ key: 'balancers', rows: balancers }]}
        keyOf={({ name }) => name}
        empty="The topology declares no balancers."
      />
    </PageSection>
  );
}

function LinodePart({
  servers: { linode },
  atMs,
}: {
  readonly servers: ServersState;
  readonly atMs: number;
}) {
  if (linode === undefined) return null;
  const age =
    linode.seenMs === undefined
      ? 'never read'
      : `read ${durationWords(Math.max(0, atMs - linode.seenMs))} ago`;
  return (
    <PageSection title="Linode’s regions" note={`${age}${linode.why === undefined ? '' : `: ${linode.why}`}`}>
      <DataTable
        name="Linode’s regions"
        columns={[
          { name: 'Region', cell: ({ id }) => id },
          {
            name: 'State',
            cell: ({ status }) => (
              <StateMark
                mark={
                  status === 'ok'
                    ? { tone: 'ok', glyph: 'ok', words: 'no outage announced' }
                    : { tone: 'bad', glyph: 'bad', words: 'an outage is announced' }
                }
              />
            ),
          },
        ]}
        groups={[{ key: 'regions', rows: linode.regions }]}
        keyOf={({ id }) => id}
        empty="No pool names a region."
      />
    </PageSection>
  );
}
