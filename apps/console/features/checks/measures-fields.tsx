import { useState } from 'react';
import { GetLinkLimits, JudgeLink, type LinkJudgement, linkMeasures, mostSamples } from '#contracts';
import { useChecksWords } from '../../kit/checks-words.js';
import { useAnswer } from '../../kit/data/use-answer.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { FileBox } from '../../kit/form/file-box.js';
import { type Mistake } from '../../kit/form/mistakes.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Notice } from '../../kit/notice.js';
import { TextField } from '../../kit/form/text-field.js';
import { type EntryDraft } from './entry-draft.js';
import { readSamples } from './samples.js';

const Judgement = ({ judgement }: { judgement: LinkJudgement }) => {
  const words = useChecksWords('entry');
  const { verdict, reasons, lossBetween, windows, moreWindows } = judgement;
  return (
    <div className="notice" role="status">
      <strong>{words.verdicts[verdict]}</strong>
      <ul>
        {reasons.map(({ measure, colour, value, green, red }) => (
          <li key={measure}>
            {words[measure]}: {value} · <b>{words.colours[colour]}</b> ({words.limit(String(green), String(red))})
          </li>
        ))}
      </ul>
      <p>{words.interval(String(lossBetween.low), String(lossBetween.high), windows)}</p>
      {verdict === 'go-on' && <p>{moreWindows === undefined ? words.staysBetween : words.goOn(moreWindows)}</p>}
    </div>
  );
};

type MeasuresOf = {
  readonly draft: Pick<EntryDraft, 'measures' | 'samples'>;
  readonly mistakes: readonly Mistake[];
  readonly onChange: (changes: Partial<EntryDraft>) => void;
};

/** What was measured of the link: three means, or samples with what they say. */
export const MeasuresFields = ({ draft: { measures, samples }, mistakes, onChange }: MeasuresOf) => {
  const { meeting } = useMeeting();
  const words = useChecksWords('entry');
  const limits = useAnswer(GetLinkLimits, { meetingId: meeting.id });
  const { send, busy, problem } = useCommand(JudgeLink);
  const [judged, setJudged] = useState<{ readonly of: string; readonly judgement: LinkJudgement }>();
  const [unread, setUnread] = useState<string>();
  const judge = async () => {
    const read = readSamples(samples);
    if (!('samples' in read)) {
      setUnread('line' in read ? words.lineUnread(read.line) : words.tooMany(mostSamples));
      return;
    }
    setUnread(undefined);
    const judgement = await send({ meetingId: meeting.id, samples: [...read.samples] });
    if (!hasFailed(judgement)) setJudged({ of: samples, judgement });
  };
  const hintOf = (name: (typeof linkMeasures)[number]): { readonly hint?: string } => {
    const limit = limits.value?.[name];
    return limit === undefined ? {} : { hint: words.limit(String(limit.green), String(limit.red)) };
  };
  return (
    <fieldset>
      <legend>{words.measures}</legend>
      <p className="hint">{words.measuresHint}</p>
      <div className="filters">
        {linkMeasures.map((name) => (
          <TextField
            key={name}
            id={`e-${name}`}
            label={words[name]}
            type="decimal"
            value={measures[name]}
            mistakes={mistakes}
            {...hintOf(name)}
            onType={(text) => onChange({ measures: { ...measures, [name]: text } })}
          />
        ))}
      </div>
      <TextField
        id="e-samples"
        label={words.samples}
        hint={words.samplesHint}
        type="lines"
        value={samples}
        mistakes={unread === undefined ? mistakes : [{ id: 'e-samples', label: words.samples, text: unread }]}
        onType={(text) => {
          setUnread(undefined);
          onChange({ samples: text });
        }}
      />
      <FileBox
        label={words.samplesFile}
        hint={words.samplesFileHint}
        accept=".csv,.txt,text/csv,text/plain"
        onFiles={([file]) =>
          void file
            ?.slice(0, 200_000)
            .text()
            .then((text) => onChange({ samples: text }))
        }
      />
      <Notice problem={problem} />
      {samples.trim() !== '' && (
        <p>
          <button type="button" className="quiet" disabled={busy} onClick={() => void judge()}>
            {words.judge}
          </button>
        </p>
      )}
      {judged?.of === samples && <Judgement judgement={judged.judgement} />}
    </fieldset>
  );
};
