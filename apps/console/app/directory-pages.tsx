import { Link } from '@tanstack/react-router';
import { type ComponentType } from 'react';
import { useDirectoryWords } from '../kit/directory-words.js';
import { useWords } from '../kit/reader.js';
import { OrganisationPage } from '../features/directory/organisation-page.js';
import { OrganisationsPage } from '../features/directory/organisations-page.js';
import { SitePage } from '../features/directory/site-page.js';
import { SitesPage } from '../features/directory/sites-page.js';
import { ImportPage } from '../features/imports/import-page.js';
import { ImportsPage } from '../features/imports/imports-page.js';
import { type DirectoryPath } from './directory-paths.js';
import { Heading } from './heading.js';

const parts = ['organisations', 'sites', 'imports'] as const;
type Part = (typeof parts)[number];
const placeOf: Readonly<Record<Part, DirectoryPath>> = {
  organisations: '/directory',
  sites: '/directory/sites',
  imports: '/directory/imports',
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

/** They come together: whoever imports a list looks at offices next. */
export const directoryPages: Readonly<Record<DirectoryPath, ComponentType>> = {
  '/directory': framed(OrganisationsPage, 'organisations', 'title'),
  '/directory/organisations/$organisationId': framed(OrganisationPage, 'organisations', 'one'),
  '/directory/sites': framed(SitesPage, 'sites', 'title'),
  '/directory/sites/$siteId': framed(SitePage, 'sites', 'one'),
  '/directory/imports': framed(ImportsPage, 'imports', 'title'),
  '/directory/imports/$importId': framed(ImportPage, 'imports', 'one'),
};
