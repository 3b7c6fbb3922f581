import { Glyph, type GlyphName } from './glyph.tsx';

export type RegionRole = 'writer' | 'standby' | 'next' | 'lost' | 'was' | 'unknown';

const SHAPES: Readonly<Record<RegionRole, GlyphName>> = {
  writer: 'writer',
  standby: 'standby',
  next: 'go',
  lost: 'bad',
  was: 'standby',
  unknown: 'unknown',
};
const ROLES: Readonly<Record<RegionRole, string>> = {
  writer: 'the writer',
  standby: 'the standby',
  next: 'the next writer',
  lost: 'lost',
  was: 'the writer when last seen',
  unknown: 'of unknown role',
};

/** A region by its role. The writer is the one inked thing of a page. */
export function RegionName({ name, role }: { readonly name: string; readonly role: RegionRole }) {
  return (
    <span className={`rg ${role}`}>
      <Glyph name={SHAPES[role]} />
      {name}
      <span className="vh">, {ROLES[role]}</span>
    </span>
  );
}
