import { LAYERS, PLANES, RUNTIMES } from './types.ts';

export const HELP = `Usage: npm run generate -- package NAME [options]
       npm run generate -- error PACKAGE REASON [options]

Makes a package with its standard files, or adds a code to a package's catalogue.

  package NAME
    --layer LAYER          ${LAYERS.join(', ')}
    --plane PLANE          ${PLANES.join(', ')}
    --runtime RUNTIME      ${RUNTIMES.join(', ')}
    --description TEXT     One sentence.

  error PACKAGE REASON
    --meaning TEXT         What the code means, in one sentence.
    --remedy TEXT          What to do, in one sentence.

  -h, --help               Show this help.
`;
