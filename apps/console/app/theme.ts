import { useEffect, useState } from 'react';
import { remember, remembered } from '../kit/remembered.js';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];
const kept = 'theme';

/** How the console looks; `system` leaves it to the machine's own setting. */
export const useTheme = (): [Theme, (theme: Theme) => void] => {
  const [theme, choose] = useState<Theme>(() => themes.find((each) => each === remembered(kept)) ?? 'system');
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
    remember(kept, theme);
  }, [theme]);
  return [theme, choose];
};
