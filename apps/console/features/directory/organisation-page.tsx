import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import {
  GetOrganisation,
  type HttpAsk,
  ListClasses,
  ListOrganisations,
  type Organisation,
  SaveOrganisation,
} from '#contracts';
import { usualLanguage } from '#words';
import { keyOf, useAnswer } from '../../kit/data/use-answer.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Loading, Notice } from '../../kit/notice.js';
import { useDirectoryWords } from '../../kit/directory-words.js';
import { useReader } from '../../kit/reader.js';
import { withFormerName } from './draft.js';
import { EntryForm, type EntryPath } from './entry-form.js';
import { Kinship, MergedAway } from './merging.js';
import { OfficeFinder } from './office-finder.js';
import { useChoices } from './use-choices.js';
import './directory.css';

const paths: readonly EntryPath[] = [
  'name.th',
  'name.en',
  'code',
  'aliases',
  'class',
  'provinceCode',
  'siteId',
  'email',
  'phone',
  'fax',
  'language',
];
type Content = HttpAsk<typeof SaveOrganisation>['organisation'];
type Kept = { readonly organisation: { readonly id: string } & Partial<Content>; readonly revision?: number };

const Form = ({ kept: { organisation, revision }, look }: { kept: Kept; look: () => void }) => {
  const { id, ...base } = organisation;
  const choices = useChoices();
  const words = useDirectoryWords('merging');
  const { named } = useReader();
  const [keepsName, setKeepsName] = useState(true);
  const [voidsLinks, setVoidsLinks] = useState(false);
  const [source, setSource] = useState<Organisation>();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { send, busy, problem } = useCommand(SaveOrganisation, {
    makesStale: [GetOrganisation, ListOrganisations, ListClasses],
  });
  const save = async (content: object) => {
    const outcome = await send({
      organisationId: id,
      // What is wrong with it is for the contract to say, field by field.
      organisation: {
        ...(keepsName ? withFormerName(base, content) : content),
        ...(source !== undefined && { splitFrom: source.id }),
      } as Content,
      ...(revision !== undefined && { expectedRevision: revision }),
      ...(voidsLinks && { voidLinks: true }),
    });
    if (hasFailed(outcome)) return outcome;
    // What was kept is what is shown, before it is read again.
    setVoidsLinks(false);
    client.setQueryData(keyOf(GetOrganisation, { organisationId: id }), outcome);
    if (revision === undefined) await navigate({ to: `/directory/organisations/${id}`, replace: true });
    return outcome;
  };
  return (
    <EntryForm
      base={base}
      paths={paths}
      choicesOf={(path, shown) =>
        path === 'class'
          ? choices.classes
          : path === 'provinceCode'
            ? choices.provinces
            : path === 'siteId'
              ? choices.sitesOf(shown('provinceCode'))
              : path === 'language'
                ? choices.languages
                : undefined
      }
      save={save}
      busy={busy}
      problem={problem}
      look={look}
    >
      {revision === undefined ? (
        source === undefined ? (
          <OfficeFinder label={words.splitFrom} without={[]} onChoose={setSource} />
        ) : (
          <p>
            {words.splitFrom}: {named(source.name)}{' '}
            <button type="button" className="quiet" onClick={() => setSource(undefined)}>
              {words.leave}
            </button>
          </p>
        )
      ) : (
        <>
          <p>
            <label>
              <input type="checkbox" checked={keepsName} onChange={({ target }) => setKeepsName(target.checked)} />{' '}
              {words.keepsName}
            </label>
          </p>
          <p>
            <label>
              <input type="checkbox" checked={voidsLinks} onChange={({ target }) => setVoidsLinks(target.checked)} />{' '}
              {words.voidsLinks}
            </label>
          </p>
        </>
      )}
    </EntryForm>
  );
};

const Kept = ({ organisationId }: { organisationId: string }) => {
  const { value, problem, reload } = useAnswer(GetOrganisation, { organisationId }, { anew: true });
  if (value === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  if (value.merged !== undefined) return <MergedAway kept={value} />;
  return (
    <>
      <Form kept={value} look={reload} />
      <Kinship kept={value} />
    </>
  );
};

const New = () => {
  // One id for the form, however often it is sent: sent twice it makes one office.
  const [id] = useState(() => `office-${crypto.randomUUID().slice(0, 8)}`);
  return <Form kept={{ organisation: { id, language: usualLanguage } }} look={() => undefined} />;
};

/** One organisation of the directory with all that is known of it, or a new one. */
export const OrganisationPage = () => {
  const { organisationId = '' }: { readonly organisationId?: string } = useParams({ strict: false });
  return organisationId === 'new' ? <New /> : <Kept key={organisationId} organisationId={organisationId} />;
};
