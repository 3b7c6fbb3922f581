import { Link as PageLink } from 'react-router';
import type { LinkState, MetricsHistory, Snapshot } from '@understudy/api-contract';
import { useAsk } from '../../api/use-ask.ts';
import { knownValue } from '../../answers/known-value.ts';
import { linksHead } from '../../answers/links-head.ts';
import { byUrgency, linkMark, RETENTION_MS, trimTone } from '../../answers/link-mark.ts';
import { usePageTitle } from '../../app/use-page-title.ts';
import { useStream } from '../../app/use-stream.ts';
import { DataTable, type Column, type RowGroup } from '../../parts/data-table.tsx';
import { Meter } from '../../parts/meter.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PageSection } from '../../parts/page-section.tsx';
import { PartView } from '../../parts/part-view.tsx';
import { RegionName } from '../../parts/region-name.tsx';
import { SparkLine } from '../../parts/spark-line.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { durationWords } from '../../words/duration-words.ts';
import { numberWords } from '../../words/number-words.ts';
import { LagChart } from './lag-chart.tsx';

const SHOWN = 100;

/** The replication of each table in each direction: how far it is behind, and how long until its stream drops what is unread. */
export function LinksPage() {
  usePageTitle('Links');
  const snapshot = useStream((state) => state.snapshot);
  const { data: limits } = useAsk('limits');
  const { data: history } = useAsk('metricsHistory', {}, { everyMs: 10_000 });
  if (snapshot === undefined) return null;
  const maxLagMs = limits?.limits.maxLagMs;
  const known = knownValue(snapshot.links);
  return (
    <>
      <PageHead title="Links">{known === undefined ? undefined : linksHead(known, maxLagMs)}</PageHead>
      <PartView part={snapshot.links} name="The links">
        {(links) => (
          <>
            <DataTable
              name="Links"
              className="links c3"
              columns={columnsOf(maxLagMs, history)}
              groups={groupsOf(inOrder(links, maxLagMs), snapshot)}
              keyOf={({ id }) => id}
              empty="The service has no tables, so it has no links."
            />
            <p className="small faint under">
              A stream keeps its records for 24 hours. The time until unread ones are dropped turns amber with
              6 hours left and red with 2: what is dropped unread has to be verified and repaired.
            </p>
            <PageSection
              title="How far behind, over the last hour"
              note="of the link from the writer that is furthest behind"
            >
              <LagChart history={history} maxLagMs={maxLagMs} />
            </PageSection>
          </>
        )}
      </PartView>
    </>
  );
}

/** In the topology's order, which does not change under a reader's eyes, unless a page does not show all of them. */
function inOrder(links: readonly LinkState[], maxLagMs: number | undefined): readonly LinkState[] {
  return links.length <= SHOWN ? links : [...links].sort(byUrgency(maxLagMs));
}

function groupsOf(
  links: readonly LinkState[],
  { answers: { writer } }: Snapshot,
): readonly RowGroup<LinkState>[] {
  const directions = [...new Set(links.map(({ link }) => `${link.source} ${link.target}`))];
  const isKnown = writer.state === 'known';
  return directions.map((key) => {
    const rows = links.filter(({ link }) => `${link.source} ${link.target}` === key);
    const [source = '', target = ''] = key.split(' ');
    const roleOf = (name: string) => (isKnown && name === writer.region ? 'writer' : 'standby');
    return {
      key,
      rows,
      title: (
        <span className="flow">
          <RegionName name={source} role={roleOf(source)} />
          <span aria-hidden="true">→</span>
          <span className="vh">to</span>
          <RegionName name={target} role={roleOf(target)} />
          <span className="quiet">
            {rows.some(({ fromWriter }) => fromWriter)
              ? 'carries the writes to the standby'
              : 'idle unless a tail is left'}
          </span>
        </span>
      ),
    };
  });
}

function columnsOf(
  maxLagMs: number | undefined,
  history: MetricsHistory | undefined,
): readonly Column<LinkState>[] {
  return [
    { name: 'Link', cell: ({ link }) => link.table },
    {
      name: 'State',
      cell: (link) => (
        <>
          <StateMark mark={linkMark(link, maxLagMs)} />
          {link.why === undefined ? null : <small className="block">{link.why}</small>}
        </>
      ),
    },
    {
      name: 'Behind',
      isNumber: true,
      cell: ({ lagMs }) => (lagMs === undefined ? <Unknown /> : durationWords(lagMs)),
    },
    {
      name: 'Last hour',
      cell: ({ id }) => (
        <SparkLine
          values={(history?.links[id] ?? []).map((value) => value ?? undefined)}
          words={(least, most) =>
            `Behind over the last hour: ${durationWords(least)} to ${durationWords(most)}`
          }
        />
      ),
    },
    {
      name: 'Records/s',
      isNumber: true,
      cell: ({ appliedPerSecond }) =>
        appliedPerSecond === undefined ? <Unknown /> : numberWords(appliedPerSecond),
    },
    {
      name: 'Unread records dropped in',
      className: 'left',
      cell: ({ trimInMs }) => <TrimTime trimInMs={trimInMs} />,
    },
    { name: 'To decide', isNumber: true, cell: (link) => <OpenRecords link={link} /> },
  ];
}

function Unknown() {
  return <span className="faint">not known</span>;
}

function TrimTime({ trimInMs }: { readonly trimInMs: number | undefined }) {
  if (trimInMs === undefined) return <Unknown />;
  const tone = trimTone(trimInMs);
  const words = durationWords(trimInMs);
  return (
    <>
      {tone === undefined ? (
        words
      ) : (
        <StateMark mark={{ tone, glyph: tone === 'bad' ? 'bad' : 'warn', words }} />
      )}
      <Meter
        name="Time until unread records are dropped"
        value={trimInMs}
        most={RETENTION_MS}
        words={words}
        {...(tone === undefined ? {} : { tone })}
      />
    </>
  );
}

function OpenRecords({ link: { parked, ledger, link } }: { readonly link: LinkState }) {
  if (parked === undefined && ledger === undefined) return <Unknown />;
  const open = (parked ?? 0) + (ledger?.open ?? 0);
  if (open === 0) return <>0</>;
  return (
    <PageLink to={`/records?table=${encodeURIComponent(link.table)}`}>
      <StateMark mark={{ tone: 'warn', glyph: 'warn', words: numberWords(open) }} />
    </PageLink>
  );
}
