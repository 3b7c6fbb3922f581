import type { ReactNode } from 'react';
import type { MovePreviewState, Snapshot } from '@understudy/api-contract';
import { useAsk } from '../../api/use-ask.ts';
import { planRefusals } from '../../answers/plan-refusals.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { FigureList } from '../../parts/figure-list.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { durationWords } from '../../words/duration-words.ts';
import { MoveAsk } from './move-ask.tsx';
import { PlanChecks } from './plan-checks.tsx';
import { PlanLags } from './plan-lags.tsx';
import { PlanSteps } from './plan-steps.tsx';

const DRY_RUN = { tone: 'idle', glyph: 'next', words: 'Dry run, nothing has changed' } as const;

/** A dry run of a move: what it costs, what stays behind, what happens, what is in the way, and what it takes to start it. */
export function MovePlan({
  kind,
  to,
  snapshot,
  choices,
}: {
  readonly kind: MovePreviewState['kind'];
  readonly to: string;
  readonly snapshot: Snapshot;
  readonly choices: ReactNode;
}) {
  const { data: preview, error, isPending } = useAsk('preview', { query: { kind, to } }, { everyMs: 5000 });
  const { data: limits } = useAsk('limits');
  const title = kind === 'failover' ? `Fail over to ${to}?` : `Switch over to ${to}?`;
  return (
    <div className="two plan">
      <div>
        <PageHead title={title} tag={<StateTag mark={DRY_RUN} />}>
          {snapshot.answers.move[kind].what}
        </PageHead>
        {choices}
        {error === null ? null : <FailureNotice failure={error} title="The move could not be planned" />}
        {isPending ? <p className="quiet pending">Looking at the regions and links…</p> : null}
        {preview === undefined ? null : (
          <>
            <Cost preview={preview} writeDeadlineMs={limits?.limits.writeDeadlineMs} />
            <PlanLags preview={preview} maxLagMs={limits?.limits.maxLagMs} />
            <PlanSteps preview={preview} />
            <PlanChecks refusals={preview.refusals} />
          </>
        )}
      </div>
      {preview === undefined ? null : (
        <MoveAsk preview={preview} refusals={planRefusals(preview)} snapshot={snapshot} />
      )}
    </div>
  );
}

function Cost({
  preview: { waitMs, loss, kind, from },
  writeDeadlineMs,
}: {
  readonly preview: MovePreviewState;
  readonly writeDeadlineMs: number | undefined;
}) {
  return (
    <FigureList
      big
      figures={[
        {
          name: 'Writes wait at least',
          value: durationWords(waitMs),
          note:
            writeDeadlineMs === undefined
              ? 'how long they may is not known'
              : `they may wait ${durationWords(writeDeadlineMs)}`,
        },
        {
          name: 'May stay behind',
          value: kind === 'switchover' ? 'nothing' : behindWords(loss),
          note: kind === 'switchover' ? 'the links are drained first' : `merged when ${from} answers again`,
        },
        {
          name: 'Regions left',
          value: kind === 'switchover' ? '2 of 2' : '1 of 2',
          note: kind === 'switchover' ? `${from} becomes the standby` : `until ${from} is merged`,
        },
      ]}
    />
  );
}

function behindWords({ mostMs, unknown }: MovePreviewState['loss']): string {
  if (unknown.length > 0) return 'not known';
  return mostMs === undefined ? 'not known' : `writes of ${durationWords(mostMs)}`;
}
