import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { withMoveWorld } from './test-support/with-move-world.ts';
import { REGION_A, REGION_B } from './testing/index.ts';

const { world, route } = withMoveWorld({ beforeEach, afterEach });

describe('the preview of the way back, before the way there was made', () => {
  it('looks at the links of the way back, and changes nothing', async () => {
    const { mover } = world().mover('m');
    const wanted = { kind: 'switchover', to: REGION_A, asIfWriter: REGION_B } as const;
    const preview = await world().until(mover.preview(wanted));
    expect(preview).toMatchObject({ from: REGION_B, to: REGION_A, refusals: [] });
    expect(preview.lags.map(({ link }) => [link.source, link.target])).toEqual([
      [REGION_B, REGION_A],
      [REGION_B, REGION_A],
    ]);
    expect(await route()).toMatchObject({ phase: 'steady', writer: REGION_A, epoch: 1 });
  });

  it('refuses what would refuse it then', async () => {
    const { mover } = world().mover('m');
    world().links.lagMs = undefined;
    const back = { kind: 'switchover', to: REGION_A, asIfWriter: REGION_B } as const;
    const { refusals } = await world().until(mover.preview(back));
    expect(refusals.map(({ code }) => code)).toEqual(['UND_MOVES_LAG_UNKNOWN', 'UND_MOVES_LAG_UNKNOWN']);
    await expect(world().until(mover.preview({ kind: 'switchover', to: REGION_A }))).rejects.toMatchObject({
      code: 'UND_MOVES_ALREADY_WRITER',
    });
  });
});
