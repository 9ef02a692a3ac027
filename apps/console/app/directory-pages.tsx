import { Link } from '@tanstack/react-router';
import { type ComponentType } from 'react';
import { useDirectoryWords } from '../kit/directory-words.js';
import { useWords } from '../kit/reader.js';
import { HolidaysPage } from '../features/directory/holidays-page.js';
import { OrganisationPage } from '../features/directory/organisation-page.js';
import { OrganisationsPage } from '../features/directory/organisations-page.js';
import { SitePage } from '../features/directory/site-page.js';
import { SitesPage } from '../features/directory/sites-page.js';
import { ImportPage } from '../features/imports/import-page.js';
import { ImportsPage } from '../features/imports/imports-page.js';
import { type DirectoryPath } from './directory-paths.js';
import { Heading } from './heading.js';
import { useSession } from './session.js';

const parts = ['organisations', 'sites', 'imports', 'holidays'] as const;
type Part = (typeof parts)[number];
const placeOf: Readonly<Record<Part, DirectoryPath>> = {
  organisations: '/directory',
  sites: '/directory/sites',
  imports: '/directory/imports',
  holidays: '/directory/holidays',
};

/** A page of the directory with its title, and the way to the others. `one`: it shows one thing of its part. */
const framed = (Page: ComponentType, part: Part, of: 'title' | 'one'): ComponentType => {
  const Framed = () => {
    const { product } = useWords('shell');
    const { title: directory } = useWords('directory');
    const words = useDirectoryWords('frame');
    const title = useDirectoryWords(part)[of];
    return (
      <>
        <Heading title={title} of={[...new Set([title, directory, product])].join(' · ')} />
        <nav aria-label={words.pages} className="actions">
          {parts.map((each) => (
            <Link key={each} to={placeOf[each]} activeOptions={{ exact: true, includeSearch: false }}>
              {words[each]}
            </Link>
          ))}
        </nav>
        <Page />
      </>
    );
  };
  return Framed;
};

/** Whoever may not write them reads them. */
const Holidays = () => {
  const { staff } = useSession();
  return staff && <HolidaysPage staff={staff} />;
};

/** They come together: whoever imports a list looks at offices next. */
export const directoryPages: Readonly<Record<DirectoryPath, ComponentType>> = {
  '/directory': framed(OrganisationsPage, 'organisations', 'title'),
  '/directory/organisations/$organisationId': framed(OrganisationPage, 'organisations', 'one'),
  '/directory/sites': framed(SitesPage, 'sites', 'title'),
  '/directory/sites/$siteId': framed(SitePage, 'sites', 'one'),
  '/directory/holidays': framed(Holidays, 'holidays', 'title'),
  '/directory/imports': framed(ImportsPage, 'imports', 'title'),
  '/directory/imports/$importId': framed(ImportPage, 'imports', 'one'),
};
