import { useState } from 'react';
import {
  documentEndings,
  DocumentType,
  GetMeetingFile,
  httpRequestOf,
  type MeetingFile,
  UploadDocument,
} from '#contracts';
import { hasFailed } from '../../kit/data/use-command.js';
import { useUpload } from '../../kit/data/use-upload.js';
import { Field } from '../../kit/form/field.js';
import { type Mistake, wrongAt } from '../../kit/form/mistakes.js';
import { Notice } from '../../kit/notice.js';
import { usePrepareWords } from '../../kit/prepare-words.js';
import { type ListName, newRow, type TypedRow, units, withFile } from './documents.js';
import { moved } from './questions.js';
import { idOfPath } from './text-fields.js';
import { useGoTo } from './use-go-to.js';

const accepts = [...DocumentType.options, ...Object.values(documentEndings).map((ending) => `.${ending}`)].join(',');

type FileOf = {
  readonly meetingId: string;
  readonly id: string;
  readonly place: number;
  readonly file: MeetingFile | undefined;
  /** Whether the meeting names it already, so that it can be got. */
  readonly isKept: boolean;
  readonly wrong: string | undefined;
  readonly onFile: (file: MeetingFile | undefined, name: string) => void;
};
/** The file of a row: chosen, it is sent at once; it belongs to the meeting when that is saved. */
const FileField = ({ meetingId, id, place, file, isKept, wrong, onFile }: FileOf) => {
  const words = usePrepareWords('documents');
  const upload = useUpload(UploadDocument);
  const take = async (chosen: File) => {
    const taken = await upload.send({ meetingId }, chosen);
    if (!hasFailed(taken)) onFile(taken, chosen.name);
  };
  return (
    <div className="file">
      <Field id={id} label={words.file(place)} wrong={wrong}>
        {(described) => (
          <input
            {...described}
            type="file"
            accept={accepts}
            disabled={upload.busy}
            onChange={({ target }) => {
              const [chosen] = target.files ?? [];
              if (chosen !== undefined) void take(chosen);
            }}
          />
        )}
      </Field>
      <p role="status" className="hint">
        {upload.busy
          ? words.sending
          : file === undefined
            ? words.noFile
            : words.taken(documentEndings[file.contentType].toUpperCase(), words.size(Math.ceil(file.bytes / 1000)))}
        {file !== undefined && !isKept && ` · ${words.unsaved}`}
      </p>
      <Notice problem={upload.problem} />
      {file !== undefined && (
        <div className="actions">
          {isKept && (
            <a href={httpRequestOf(GetMeetingFile, { meetingId, fileId: file.fileId }).path} download>
              {words.download}
            </a>
          )}
          <button
            type="button"
            className="quiet icon"
            aria-label={words.withoutFile(place)}
            onClick={() => onFile(undefined, '')}
          >
            {words.takeOut}
          </button>
        </div>
      )}
    </div>
  );
};

type RowsOf = {
  readonly meetingId: string;
  readonly name: ListName;
  readonly rows: readonly TypedRow[];
  readonly kept: ReadonlySet<string>;
  readonly mistakes: readonly Mistake[];
  /** Says how the rows are now by how they are then: a file may arrive while something else is typed. */
  readonly onChange: (change: (rows: readonly TypedRow[]) => readonly TypedRow[]) => void;
};
/** Enclosures or documents in their order. */
export const DocumentRows = ({ meetingId, name, rows, kept, mistakes, onChange }: RowsOf) => {
  const words = usePrepareWords('documents');
  const [said, setSaid] = useState('');
  const goTo = useGoTo();
  const at = (index: number, part: string) => idOfPath(`${name}.${index}.${part}`);
  const actId = (row: TypedRow, act: string) => `${act}-${name}-${row.key}`;
  const addId = `add-${name}`;
  const write = (key: string, more: Partial<TypedRow>) =>
    onChange((before) => before.map((row) => (row.key === key ? { ...row, ...more } : row)));
  const move = (index: number, by: -1 | 1) => {
    const row = rows[index];
    if (row === undefined) return;
    const place = index + by;
    onChange((before) => moved(before, index, by));
    setSaid(words.movedTo(place + 1));
    const isAtEnd = by === -1 ? place === 0 : place === rows.length - 1;
    goTo(actId(row, (by === -1) === isAtEnd ? 'down' : 'up'));
  };
  const remove = (index: number) => {
    const row = rows[index];
    const next = rows[index + 1] ?? rows[index - 1];
    onChange((before) => before.filter((each) => each.key !== row?.key));
    goTo(next === undefined ? addId : at(Math.min(index, rows.length - 2), 'title'));
  };
  return (
    <fieldset className="questions">
      <legend>{words.lists[name]}</legend>
      {rows.length === 0 && <p className="hint">{words.none[name]}</p>}
      <ol>
        {rows.map((row, index) => (
          <li key={row.key}>
            <Field id={at(index, 'title')} label={words.title(index + 1)} wrong={wrongAt(mistakes, at(index, 'title'))}>
              {(described) => (
                <input
                  {...described}
                  maxLength={300}
                  autoComplete="off"
                  value={row.title}
                  onChange={({ target }) => write(row.key, { title: target.value })}
                />
              )}
            </Field>
            {name === 'enclosures' && (
              <div className="filters">
                <Field
                  id={at(index, 'count')}
                  label={words.count(index + 1)}
                  wrong={wrongAt(mistakes, at(index, 'count'))}
                >
                  {(described) => (
                    <input
                      {...described}
                      inputMode="numeric"
                      maxLength={6}
                      autoComplete="off"
                      value={row.count}
                      onChange={({ target }) => write(row.key, { count: target.value })}
                    />
                  )}
                </Field>
                <Field label={words.unit(index + 1)}>
                  {(described) => (
                    <select
                      {...described}
                      value={row.unit}
                      onChange={({ target }) =>
                        write(row.key, { unit: units.find((unit) => unit === target.value) ?? '' })
                      }
                    >
                      <option value="">{words.noUnit}</option>
                      {units.map((unit) => (
                        <option key={unit} value={unit}>
                          {words.units[unit]}
                        </option>
                      ))}
                    </select>
                  )}
                </Field>
              </div>
            )}
            <FileField
              meetingId={meetingId}
              id={at(index, 'file')}
              place={index + 1}
              file={row.file}
              isKept={row.file !== undefined && kept.has(row.file.fileId)}
              wrong={wrongAt(mistakes, at(index, 'file'))}
              onFile={(file, fileName) =>
                onChange((before) =>
                  before.map((each) =>
                    each.key !== row.key
                      ? each
                      : file === undefined
                        ? { ...each, file }
                        : withFile(each, file, fileName),
                  ),
                )
              }
            />
            <div className="actions">
              <button
                type="button"
                className="quiet icon"
                id={actId(row, 'up')}
                disabled={index === 0}
                aria-label={words.upOf(index + 1)}
                onClick={() => move(index, -1)}
              >
                ↑
              </button>
              <button
                type="button"
                className="quiet icon"
                id={actId(row, 'down')}
                disabled={index === rows.length - 1}
                aria-label={words.downOf(index + 1)}
                onClick={() => move(index, 1)}
              >
                ↓
              </button>
              <button
                type="button"
                className="quiet icon"
                aria-label={words.removeOf(index + 1)}
                onClick={() => remove(index)}
              >
                {words.remove}
              </button>
            </div>
          </li>
        ))}
      </ol>
      <p>
        <button
          type="button"
          className="quiet"
          id={addId}
          onClick={() => {
            onChange((before) => [...before, newRow()]);
            goTo(at(rows.length, 'title'));
          }}
        >
          {words.add[name]}
        </button>
      </p>
      <output className="hint">{said}</output>
    </fieldset>
  );
};
