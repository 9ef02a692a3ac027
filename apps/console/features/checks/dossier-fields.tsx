import { type ReactNode } from 'react';
import { equipmentKinds, mostInDossier, systemKinds } from '#contracts';
import { useChecksWords } from '../../kit/checks-words.js';
import { Field } from '../../kit/form/field.js';
import { type Mistake, wrongAt } from '../../kit/form/mistakes.js';
import { MomentField } from '../../kit/time/moment-field.js';
import {
  type BusyDraft,
  type DeviceDraft,
  deviceNames,
  newBusy,
  newDevice,
  newPerson,
  newSystem,
  type PersonDraft,
  personNames,
  type SystemDraft,
} from './dossier-draft.js';

type TextOf = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly mistakes: readonly Mistake[];
  readonly hint?: string;
  readonly type?: 'tel' | 'email' | 'decimal' | 'url' | 'lines';
  readonly onType: (text: string) => void;
};
export const TextField = ({ id, label, value, mistakes, hint, type, onType }: TextOf) => (
  <Field id={id} label={label} hint={hint} wrong={wrongAt(mistakes, id)}>
    {(described) =>
      type === 'lines' ? (
        <textarea {...described} rows={3} value={value} onChange={({ target }) => onType(target.value)} />
      ) : (
        <input
          {...described}
          inputMode={type}
          maxLength={1000}
          autoComplete="off"
          value={value}
          onChange={({ target }) => onType(target.value)}
        />
      )
    }
  </Field>
);

export const PersonFields = ({
  id,
  person,
  mistakes,
  onChange,
}: {
  readonly id: string;
  readonly person: PersonDraft;
  readonly mistakes: readonly Mistake[];
  readonly onChange: (person: PersonDraft) => void;
}) => {
  const words = useChecksWords('form');
  return (
    <div className="filters">
      {personNames.map((name) => (
        <TextField
          key={name}
          id={`${id}-${name}`}
          label={words[name]}
          value={person[name]}
          mistakes={mistakes}
          {...((name === 'mobile' || name === 'phone') && { type: 'tel' as const })}
          {...(name === 'email' && { type: 'email' as const })}
          onType={(text) => onChange({ ...person, [name]: text })}
        />
      ))}
    </div>
  );
};

type ListOf<Line> = {
  readonly lines: readonly Line[];
  readonly most: number;
  readonly empty: Line;
  readonly legend: (number: number) => string;
  readonly add: string;
  readonly onChange: (lines: readonly Line[]) => void;
  readonly children: (line: Line, index: number, edit: (changes: Partial<Line>) => void) => ReactNode;
};
/** Entries of one kind: each in a group of its own, taken out by a button, one more by another. */
const Lines = <Line extends object>({ lines, most, empty, legend, add, onChange, children }: ListOf<Line>) => {
  const words = useChecksWords('form');
  return (
    <>
      {lines.map((line, index) => (
        // They have no name of their own: the place in the list is what one is.
        <fieldset key={index}>
          <legend>{legend(index + 1)}</legend>
          {children(line, index, (changes) =>
            onChange(lines.map((each, at) => (at === index ? { ...each, ...changes } : each))),
          )}
          <button type="button" className="quiet" onClick={() => onChange(lines.filter((_each, at) => at !== index))}>
            {words.remove(legend(index + 1))}
          </button>
        </fieldset>
      ))}
      {lines.length < most && (
        <button type="button" className="quiet" onClick={() => onChange([...lines, empty])}>
          {add}
        </button>
      )}
    </>
  );
};

type PartOf<Line> = {
  readonly lines: readonly Line[];
  readonly mistakes: readonly Mistake[];
  readonly onChange: (lines: readonly Line[]) => void;
};
export const TechnicianFields = ({ lines, mistakes, onChange }: PartOf<PersonDraft>) => {
  const words = useChecksWords('form');
  return (
    <fieldset>
      <legend>{words.technicians}</legend>
      <p className="hint">{words.fewTechnicians}</p>
      <Lines
        lines={lines}
        most={mostInDossier.technicians}
        empty={newPerson}
        legend={words.technician}
        add={words.addTechnician}
        onChange={onChange}
      >
        {(person, index, edit) => (
          <PersonFields id={`d-technicians-${index}`} person={person} mistakes={mistakes} onChange={edit} />
        )}
      </Lines>
    </fieldset>
  );
};

export const SystemFields = ({ lines, mistakes, onChange }: PartOf<SystemDraft>) => {
  const words = useChecksWords('form');
  const names = useChecksWords('systems');
  return (
    <fieldset>
      <legend>{words.systems}</legend>
      <p className="hint">{words.systemsHint}</p>
      <Lines
        lines={lines}
        most={mostInDossier.systems}
        empty={newSystem}
        legend={words.system}
        add={words.addSystem}
        onChange={onChange}
      >
        {(system, index, edit) => (
          <div className="filters">
            <Field id={`d-systems-${index}-kind`} label={words.kind}>
              {(described) => (
                <select
                  {...described}
                  value={system.kind}
                  onChange={({ target }) => edit({ kind: systemKinds.find((kind) => kind === target.value) ?? 'h323' })}
                >
                  {systemKinds.map((kind) => (
                    <option key={kind} value={kind}>
                      {names[kind]}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <TextField
              id={`d-systems-${index}-dial`}
              label={words.address}
              hint={words.addressHints[system.kind]}
              type="url"
              value={system.dial}
              mistakes={mistakes}
              onType={(dial) => edit({ dial })}
            />
          </div>
        )}
      </Lines>
    </fieldset>
  );
};

export const EquipmentFields = ({ lines, mistakes, onChange }: PartOf<DeviceDraft>) => {
  const words = useChecksWords('form');
  const names = useChecksWords('equipment');
  return (
    <fieldset>
      <legend>{words.equipment}</legend>
      <Lines
        lines={lines}
        most={mostInDossier.equipment}
        empty={newDevice}
        legend={words.device}
        add={words.addDevice}
        onChange={onChange}
      >
        {(device, index, edit) => (
          <div className="filters">
            <Field id={`d-equipment-${index}-what`} label={words.what}>
              {(described) => (
                <select
                  {...described}
                  value={device.what}
                  onChange={({ target }) =>
                    edit({ what: equipmentKinds.find((kind) => kind === target.value) ?? 'other' })
                  }
                >
                  {equipmentKinds.map((kind) => (
                    <option key={kind} value={kind}>
                      {names[kind]}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            {deviceNames.map((name) => (
              <TextField
                key={name}
                id={`d-equipment-${index}-${name}`}
                label={words[name]}
                value={device[name]}
                mistakes={mistakes}
                onType={(text) => edit({ [name]: text })}
              />
            ))}
          </div>
        )}
      </Lines>
    </fieldset>
  );
};

export const BusyFields = ({
  lines,
  mistakes,
  onChange,
  timeZone,
  near,
}: PartOf<BusyDraft> & { readonly timeZone: string; readonly near: string }) => {
  const words = useChecksWords('form');
  return (
    <fieldset>
      <legend>{words.busy}</legend>
      <p className="hint">{words.busyHint}</p>
      <Lines
        lines={lines}
        most={mostInDossier.busy}
        empty={newBusy}
        legend={words.busyTime}
        add={words.addBusy}
        onChange={onChange}
      >
        {(time, index, edit) => (
          <>
            {(['from', 'to'] as const).map((end) => (
              <MomentField
                key={end}
                labels={{ day: words[`${end}Day`], time: words[`${end}Time`] }}
                ids={{ day: `d-busy-${index}-${end}-day`, time: `d-busy-${index}-${end}-time` }}
                typed={time[end]}
                onType={(typed) => edit({ [end]: typed })}
                timeZone={timeZone}
                near={near}
                mistakes={mistakes}
              />
            ))}
            <TextField
              id={`d-busy-${index}-why`}
              label={words.why}
              value={time.why}
              mistakes={mistakes}
              onType={(why) => edit({ why })}
            />
          </>
        )}
      </Lines>
    </fieldset>
  );
};
