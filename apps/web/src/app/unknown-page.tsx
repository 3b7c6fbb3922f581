import { Link } from 'react-router';
import { PageHead } from '../parts/page-head.tsx';
import { usePageTitle } from './use-page-title.ts';

/** An address that leads to no page. */
export function UnknownPage() {
  usePageTitle('Unknown page');
  return (
    <PageHead title="No page has this address">
      The pages are in the list beside this text; <Link to="/">Now</Link> answers the first five questions.
    </PageHead>
  );
}
