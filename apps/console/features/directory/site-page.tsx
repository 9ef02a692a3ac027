import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { GetSite, type HttpAsk, ListSites, SaveSite } from '#contracts';
import { usualLanguage } from '#words';
import { keyOf, useAnswer } from '../../kit/data/use-answer.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Loading, Notice } from '../../kit/notice.js';
import { EntryForm, type EntryPath } from './entry-form.js';
import { useChoices } from './use-choices.js';
import './directory.css';

const paths: readonly EntryPath[] = ['name.th', 'name.en', 'provinceCode', 'email', 'phone', 'language'];
type Content = HttpAsk<typeof SaveSite>['site'];
type Kept = { readonly site: { readonly id: string } & Partial<Content>; readonly revision?: number };

const Form = ({ kept: { site, revision }, look }: { kept: Kept; look: () => void }) => {
  const { id, ...base } = site;
  const choices = useChoices();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { send, busy, problem } = useCommand(SaveSite, { makesStale: [GetSite, ListSites] });
  const save = async (content: object) => {
    const outcome = await send({
      siteId: id,
      // What is wrong with it is for the contract to say, field by field.
      site: content as Content,
      ...(revision !== undefined && { expectedRevision: revision }),
    });
    if (hasFailed(outcome)) return outcome;
    // What was kept is what is shown, before it is read again.
    client.setQueryData(keyOf(GetSite, { siteId: id }), outcome);
    if (revision === undefined) await navigate({ to: `/directory/sites/${id}`, replace: true });
    return outcome;
  };
  return (
    <EntryForm
      base={base}
      paths={paths}
      choicesOf={(path) =>
        path === 'provinceCode' ? choices.provinces : path === 'language' ? choices.languages : undefined
      }
      save={save}
      busy={busy}
      problem={problem}
      look={look}
    />
  );
};

const Kept = ({ siteId }: { siteId: string }) => {
  const { value, problem, reload } = useAnswer(GetSite, { siteId }, { anew: true });
  if (value === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  return <Form kept={value} look={reload} />;
};

const New = () => {
  // One id for the form, however often it is sent: sent twice it makes one site.
  const [id] = useState(() => `site-${crypto.randomUUID().slice(0, 8)}`);
  return <Form kept={{ site: { id, language: usualLanguage } }} look={() => undefined} />;
};

/** One site of the directory with its contacts, or a new one. */
export const SitePage = () => {
  const { siteId = '' }: { readonly siteId?: string } = useParams({ strict: false });
  return siteId === 'new' ? <New /> : <Kept key={siteId} siteId={siteId} />;
};
