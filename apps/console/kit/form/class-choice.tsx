import { useMeeting } from '../meeting-context.js';
import { useReader } from '../reader.js';
import { Choice, type Option } from './choice.js';

/** One class of the meeting's offices or all. */
export const ClassChoice = (choice: Omit<Parameters<typeof Choice>[0], 'options'>) => {
  const { meeting } = useMeeting();
  const { named } = useReader();
  return <Choice {...choice} options={meeting.classes.map((each): Option => [each.class, named(each.name)])} />;
};
