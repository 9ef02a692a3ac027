import { equipmentKinds, mostInDossier, systemKinds } from '#contracts';
import { useChecksWords } from '../../kit/checks-words.js';
import { Field } from '../../kit/form/field.js';
import { MomentField } from '../../kit/time/moment-field.js';
import {
  type BusyDraft,
  type DeviceDraft,
  deviceNames,
  newBusy,
  newDevice,
  newSystem,
  type SystemDraft,
} from './dossier-draft.js';
import { Lines, type PartOf } from './lines.js';
import { TextField } from '../../kit/form/text-field.js';

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
