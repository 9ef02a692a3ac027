import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import {
  GetOrganisation,
  ListClasses,
  ListOrganisations,
  type MergeEffect,
  MergeOrganisations,
  type Organisation,
  PreviewMerge,
  type ReturnOf,
  UndoMerge,
} from '#contracts';
import { usualZone } from '#words';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Confirm } from '../../kit/dialog.js';
import { useDirectoryWords } from '../../kit/directory-words.js';
import { Field } from '../../kit/form/field.js';
import { Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { OfficeFinder } from './office-finder.js';

type Kept = ReturnOf<typeof GetOrganisation>;
const makesStale = [GetOrganisation, ListOrganisations, ListClasses];
/** As many as one request takes. */
const mostFrom = 20;

const Effects = ({ of }: { of: readonly MergeEffect[] }) => {
  const words = useDirectoryWords('merging');
  const { named, names } = useReader();
  return (
    <ul>
      {of.map(({ office, invitations }) => (
        <li key={office.id}>
          {named(office.name)}
          {invitations.length === 0 ? (
            ` · ${words.noInvitation}`
          ) : (
            <ul>
              {invitations.map(({ invitationId, title, becomes, answer }) => (
                <li key={invitationId}>
                  {named(title)}: {words.becomes[becomes]}
                  {answer !== undefined && ` (${names.answers[answer]})`}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
};

/** Others are chosen, what merging them does is shown, and it is done with its reason. */
const Merging = ({ organisation }: { organisation: Organisation }) => {
  const words = useDirectoryWords('merging');
  const { named } = useReader();
  const [chosen, setChosen] = useState<readonly Organisation[]>([]);
  const [effects, setEffects] = useState<readonly MergeEffect[]>();
  const [reason, setReason] = useState('');
  const preview = useCommand(PreviewMerge);
  const merge = useCommand(MergeOrganisations, { makesStale });
  const asked = { organisationId: organisation.id, from: chosen.map(({ id }) => id) };
  const look = async () => {
    merge.forget();
    const outcome = await preview.send(asked);
    if (!hasFailed(outcome)) setEffects(outcome.items);
  };
  const act = async () => {
    if (hasFailed(await merge.send({ ...asked, reason: reason.trim() }))) return;
    setEffects(undefined);
    setChosen([]);
    setReason('');
  };
  return (
    <section>
      <h2>{words.title}</h2>
      <p className="hint">{words.hint}</p>
      {chosen.length < mostFrom && (
        <OfficeFinder
          label={words.find}
          without={[organisation.id, ...asked.from]}
          onChoose={(office) => setChosen([...chosen, office])}
        />
      )}
      {chosen.length > 0 && (
        <>
          <ul>
            {chosen.map(({ id, name }) => (
              <li key={id}>
                {named(name)}{' '}
                <button
                  type="button"
                  className="quiet"
                  aria-label={words.leaveOut(named(name))}
                  onClick={() => setChosen(chosen.filter((each) => each.id !== id))}
                >
                  {words.leave}
                </button>
              </li>
            ))}
          </ul>
          <p>
            <button type="button" disabled={preview.busy} onClick={() => void look()}>
              {words.look}
            </button>
          </p>
        </>
      )}
      <Notice problem={preview.problem} />
      {effects !== undefined && (
        <Confirm
          title={words.intoThis(named(organisation.name))}
          act={words.act}
          busy={merge.busy}
          ready={reason.trim() !== ''}
          onConfirm={() => void act()}
          onClose={() => setEffects(undefined)}
        >
          <p>{words.will}</p>
          <Effects of={effects} />
          <Field label={words.reason} hint={words.reasonHint}>
            {(described) => (
              <input {...described} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
            )}
          </Field>
          <Notice problem={merge.problem} />
        </Confirm>
      )}
    </section>
  );
};

const Undoing = ({ id, name }: { id: string; name: string }) => {
  const words = useDirectoryWords('merging');
  const [asking, setAsking] = useState(false);
  const { send, busy, problem, forget } = useCommand(UndoMerge, { makesStale });
  const undo = async () => {
    if (!hasFailed(await send({ organisationId: id }))) setAsking(false);
  };
  return (
    <>
      <button
        type="button"
        className="quiet"
        aria-label={words.undoOf(name)}
        onClick={() => {
          forget();
          setAsking(true);
        }}
      >
        {words.undo}
      </button>
      {asking && (
        <Confirm
          title={words.undoOf(name)}
          act={words.undo}
          busy={busy}
          onConfirm={() => void undo()}
          onClose={() => setAsking(false)}
        >
          <p>{words.undoWill}</p>
          <Notice problem={problem} />
        </Confirm>
      )}
    </>
  );
};

/** What became of an office that is no longer in the directory. */
export const MergedAway = ({ kept: { organisation, merged } }: { kept: Kept }) => {
  const words = useDirectoryWords('merging');
  const { named, shortMoment } = useReader();
  if (merged === undefined) return undefined;
  return (
    <>
      <h2>{named(organisation.name)}</h2>
      <p>
        {words.isIn} <Link to={`/directory/organisations/${merged.into.id}`}>{named(merged.into.name)}</Link> ·{' '}
        {shortMoment(merged.at, usualZone)} · {merged.reason}
      </p>
      <p>
        <Undoing id={organisation.id} name={named(organisation.name)} />
      </p>
    </>
  );
};

/** Beside what is known of an office: which others it is since, where it comes from, and how more are merged into it. */
export const Kinship = ({ kept: { organisation, holds = [] } }: { kept: Kept }) => {
  const words = useDirectoryWords('merging');
  const { named, shortMoment } = useReader();
  const { formerCodes = [], splitFrom } = organisation;
  return (
    <>
      {(holds.length > 0 || formerCodes.length > 0 || splitFrom !== undefined) && (
        <section>
          <h2>{words.before}</h2>
          {splitFrom !== undefined && (
            <p>
              <Link to={`/directory/organisations/${splitFrom}`}>{words.splitFromOne}</Link>
            </p>
          )}
          {formerCodes.length > 0 && (
            <p>
              {words.formerCodes}: {formerCodes.join(', ')}
            </p>
          )}
          <ul>
            {holds.map(({ id, name, code, at, reason }) => (
              <li key={id}>
                {named(name)}
                {code !== undefined && ` · ${code}`} · {shortMoment(at, usualZone)} · {reason}{' '}
                <Undoing id={id} name={named(name)} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <Merging organisation={organisation} />
    </>
  );
};
