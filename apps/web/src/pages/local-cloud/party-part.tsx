import type { LocalCloudRequest } from '@understudy/api-contract';
import { brokenFor } from '../../answers/broken-words.ts';
import type { LocalParty } from '../../answers/fault-words.ts';
import { partyButtons, SLOW_MS } from '../../answers/party-buttons.ts';
import { partyMarks } from '../../answers/party-marks.ts';
import { knownValue } from '../../answers/known-value.ts';
import { useServiceNow } from '../../app/use-freshness.ts';
import { useStream } from '../../app/use-stream.ts';
import { ActionButton } from '../../parts/action-button.tsx';
import { PageSection } from '../../parts/page-section.tsx';
import { StateMark } from '../../parts/state-mark.tsx';

/** One region: what it is like, and what can be done to it. */
export function PartyPart({
  party,
  off,
  onAct,
}: {
  readonly party: LocalParty;
  /** Why nothing may be done from here at all. */
  readonly off: string | undefined;
  readonly onAct: (request: LocalCloudRequest) => void;
}) {
  const { name } = party;
  const buttons = partyButtons(party);
  return (
    <PageSection title={name} note={useRoleWords(party)}>
      <p className="party-state">
        <span role="status">
          <span className="vh">{name}: </span>
          {partyMarks(party).map((mark) => (
            <StateMark key={mark.words} mark={mark} />
          ))}
        </span>
        <Since party={party} />
      </p>
      <div className="party-acts">
        {buttons.map(({ place, action, words, off: why }) => (
          <ActionButton
            key={place}
            off={off ?? why}
            showsReason={off !== undefined && place === 'restore'}
            onAct={() => onAct({ party: name, do: action, ...(action === 'slow' && { ms: SLOW_MS }) })}
          >
            {words}
          </ActionButton>
        ))}
      </div>
    </PageSection>
  );
}

function Since({ party }: { readonly party: LocalParty }) {
  const since = brokenFor(party, useServiceNow());
  return since === undefined ? null : <span className="quiet"> since {since}</span>;
}

/** What the region is to the service. */
function useRoleWords({ name, role }: LocalParty): string {
  const route = useStream(({ snapshot }) => snapshot?.route);
  if (role === 'witness') return 'the witness: it has the control record';
  const writer = route === undefined ? undefined : knownValue(route)?.writer;
  if (writer === undefined) return 'a data region';
  return writer === name ? 'a data region, the writer' : 'a data region, the standby';
}
