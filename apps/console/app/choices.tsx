import { isLanguage, languages, wordsOf } from '#words';
import { useReader, useWords } from '../kit/reader.js';
import { themes, useTheme } from './theme.js';

/** The language, each by its own name, and how the console looks. */
export const Choices = () => {
  const { language, choose } = useReader();
  const words = useWords('shell');
  const [theme, chooseTheme] = useTheme();
  return (
    <div className="choices">
      <select
        aria-label={words.language}
        value={language}
        onChange={({ target: { value } }) => isLanguage(value) && choose(value)}
      >
        {languages.map((each) => (
          <option key={each} value={each} lang={each}>
            {wordsOf(each).locale.name}
          </option>
        ))}
      </select>
      <select
        aria-label={words.theme}
        value={theme}
        onChange={({ target: { value } }) => chooseTheme(themes.find((each) => each === value) ?? 'system')}
      >
        {themes.map((each) => (
          <option key={each} value={each}>
            {words.themes[each]}
          </option>
        ))}
      </select>
    </div>
  );
};
