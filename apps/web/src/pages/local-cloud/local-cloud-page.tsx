import { useQueryClient } from '@tanstack/react-query';
import type { LocalCloudRequest } from '@understudy/api-contract';
import { useOrder } from '../../api/use-order.ts';
import { useConsole } from '../../app/console-context.ts';
import { mayAct } from '../../app/may-act.ts';
import { useLocalCloud } from '../../app/use-local-cloud.ts';
import { usePageTitle } from '../../app/use-page-title.ts';
import { useStream } from '../../app/use-stream.ts';
import { ActionButton } from '../../parts/action-button.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PartyPart } from './party-part.tsx';
import { WhatToWatch } from './what-to-watch.tsx';

/** Breaks regions of a local cloud on purpose, to see what the service does about it. */
export function LocalCloudPage() {
  usePageTitle('Local cloud');
  const isLocal = useStream(({ snapshot }) => snapshot?.service.localCloud === true);
  if (isLocal) return <LocalCloud />;
  return (
    <PageHead title="No local cloud">
      This service runs on regions that must not be broken from a page. The demonstration (
      <code>npm start</code>) has regions on this machine that may be; elsewhere a drill breaks them under its
      own limits: <code>understudy drill</code>.
    </PageHead>
  );
}

function LocalCloud() {
  const { data, error } = useLocalCloud();
  const { session } = useConsole();
  const queries = useQueryClient();
  const order = useOrder('breakLocalCloud');
  // Not while the data is stale: a control store that was killed is restored from here.
  const off = mayAct(session, 'live');
  const act = (body: LocalCloudRequest) =>
    order.mutate({ body }, { onSuccess: (state) => queries.setQueryData(['localCloud', {}], state) });
  const isBroken = data?.parties.some(({ faults }) => faults.length > 0) === true;
  return (
    <>
      <PageHead
        title="Local cloud"
        actions={
          <div className="party-acts">
            <ActionButton
              kind="prime"
              off={off ?? (isBroken ? undefined : 'Off: nothing is broken.')}
              onAct={() => act({ do: 'restore' })}
            >
              Restore all
            </ActionButton>
          </div>
        }
      >
        Break a region on purpose and watch what happens. Each region is a process on this machine; its data
        stays.
      </PageHead>
      {order.error === null ? null : <FailureNotice failure={order.error} title="It was not done" />}
      {error === null ? null : <FailureNotice failure={error} title="What is broken is not known" />}
      <div className="two">
        <div>
          {(data?.parties ?? []).map((party) => (
            <PartyPart key={party.name} party={party} off={off} onAct={act} />
          ))}
        </div>
        <WhatToWatch />
      </div>
    </>
  );
}
