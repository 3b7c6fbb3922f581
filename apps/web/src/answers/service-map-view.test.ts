import { describe, expect, it } from '@jest/globals';
import { SNAPSHOT_STATES } from '../test-support/snapshot-states.ts';
import { serviceMapView } from './service-map-view.ts';

type State = keyof typeof SNAPSHOT_STATES;
const viewOf = (state: State, isStale = false) => serviceMapView(SNAPSHOT_STATES[state](), isStale);
const rolesOf = (state: State, isStale = false) =>
  viewOf(state, isStale).regions.map(({ name, role, writes }) => [name, role, writes]);

describe('serviceMapView', () => {
  it('keeps the places of the regions, whichever of them writes', () => {
    expect(rolesOf('idle')).toEqual([
      ['us-east-1', 'writer', 'open'],
      ['eu-central-1', 'standby', 'ready'],
    ]);
    expect(rolesOf('failed-over')).toEqual([
      ['us-east-1', 'lost', 'cut'],
      ['eu-central-1', 'writer', 'open'],
    ]);
  });

  it('opens the way to the next writer while the route moves', () => {
    expect(rolesOf('moving')).toEqual([
      ['us-east-1', 'lost', 'cut'],
      ['eu-central-1', 'next', 'opening'],
    ]);
  });

  it('inks no writer that is not known to be one', () => {
    expect(rolesOf('idle', true)[0]).toEqual(['us-east-1', 'was', 'ready']);
    expect(rolesOf('failsafe')[0]).toEqual(['us-east-1', 'was', 'ready']);
    expect(rolesOf('unknown').map(([, role]) => role)).toEqual(['unknown', 'unknown']);
  });

  it('says how far the links are behind, which of them stopped, or that it is not known', () => {
    const words = (state: State) => viewOf(state).links.map((link) => link.words.replaceAll('\u00a0', ' '));
    expect(words('idle')).toEqual(['0.8 s', '0.3 s']);
    expect(words('failed-over')).toEqual(['1 of 1 stopped', '3 of 3 stopped']);
    expect(words('unknown')).toEqual(['not known', 'not known']);
  });
});
