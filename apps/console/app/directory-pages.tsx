import { Link } from '@tanstack/react-router';
import { type ComponentType, type ReactNode } from 'react';
import { useDirectoryWords } from '../kit/directory-words.js';
import { useWords } from '../kit/reader.js';
import { ImportPage } from '../features/imports/import-page.js';
import { ImportsPage } from '../features/imports/imports-page.js';
import { type DirectoryPath } from './directory-paths.js';
import { Heading } from './heading.js';

/** What the pages of the directory stand in: their title, and the way from one to the other. */
const Frame = ({ title, children }: { title: string; children: ReactNode }) => {
  const { product } = useWords('shell');
  const { title: directory } = useWords('directory');
  const words = useDirectoryWords('frame');
  return (
    <>
      <Heading title={title} of={`${title} · ${directory} · ${product}`} />
      <nav aria-label={words.pages} className="actions">
        <Link to="/directory/imports" activeOptions={{ exact: true }}>
          {words.imports}
        </Link>
      </nav>
      {children}
    </>
  );
};

const Imports = () => {
  const { title } = useDirectoryWords('imports');
  return (
    <Frame title={title}>
      <ImportsPage />
    </Frame>
  );
};
const OneImport = () => {
  const { one } = useDirectoryWords('imports');
  return (
    <Frame title={one}>
      <ImportPage />
    </Frame>
  );
};

/** They come together: whoever imports a list looks at offices next. */
export const directoryPages: Readonly<Record<DirectoryPath, ComponentType>> = {
  '/directory/imports': Imports,
  '/directory/imports/$importId': OneImport,
};
