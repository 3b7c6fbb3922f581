import type { TemporaryWorkspace } from '../testing/index.ts';
import type { Request, Workspace } from '../types.ts';

/** npm's part is a link, since the packages of a temporary workspace are borrowed; Nx does its own. */
export function workspaceFor(temporary: TemporaryWorkspace, request: Request, folder: string): Workspace {
  return {
    root: temporary.root,
    register: async () => {
      await temporary.link(`@understudy/${request.name}`, folder);
      const { code, output } = await temporary.run('.', 'nx', 'sync');
      if (code !== 0) throw new Error(output);
    },
  };
}
