import { type DragEvent, type ReactNode, useState } from 'react';
import { Field } from './field.js';
import './file-box.css';

type FileBoxOf = {
  readonly label: string;
  readonly hint: string;
  /** As an input of files says it. */
  readonly accept: string;
  readonly multiple?: boolean;
  readonly disabled?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  readonly children?: ReactNode;
};

/** Files are chosen or dropped here. */
export const FileBox = ({ label, hint, accept, multiple, disabled, onFiles, children }: FileBoxOf) => {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <div
      className={over ? 'file-box over' : 'file-box'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Field label={label} hint={hint}>
        {(described) => (
          <input
            {...described}
            type="file"
            accept={accept}
            multiple={multiple}
            disabled={disabled}
            onChange={({ target }) => {
              onFiles([...(target.files ?? [])]);
              // The same file may be chosen again once it was corrected.
              target.value = '';
            }}
          />
        )}
      </Field>
      {children}
    </div>
  );
};
