import type { HistoryPoint, Snapshot } from '@understudy/api-contract';
import { serviceFigures } from '../../answers/service-figures.ts';
import { FigureList, type Figure } from '../../parts/figure-list.tsx';
import { durationWords } from '../../words/duration-words.ts';
import { numberWords } from '../../words/number-words.ts';

/** Four figures below the sentence: each of them is known, or says that it is not. */
export function NowFigures({
  snapshot,
  latest,
}: {
  readonly snapshot: Snapshot;
  readonly latest: HistoryPoint | undefined;
}) {
  const { writesPerSecond, lookMs, behindMs, unreported, observers } = serviceFigures(snapshot, latest);
  const figures: readonly Figure[] = [
    {
      name: 'Replicated',
      value:
        writesPerSecond === undefined ? (
          <NotKnown />
        ) : (
          <WithUnit figure={numberWords(writesPerSecond)} unit="/s" />
        ),
    },
    {
      name: 'Observers that reach it',
      value: observers === undefined ? <NotKnown /> : `${observers.answering} of ${observers.all}`,
    },
    {
      name: 'A test write',
      value: lookMs === undefined ? <NotKnown /> : durationWords(lookMs),
      wideOnly: true,
    },
    {
      name: 'Standby behind',
      value: behindMs === undefined ? <NotKnown why={unreported.join(', ')} /> : durationWords(behindMs),
    },
  ];
  return <FigureList figures={figures} />;
}

function WithUnit({ figure, unit }: { readonly figure: string; readonly unit: string }) {
  return (
    <>
      {figure}
      <small>{unit}</small>
    </>
  );
}

function NotKnown({ why = '' }: { readonly why?: string }) {
  return <span className="not-known">not known{why === '' ? '' : `: ${why}`}</span>;
}
