export type ThemeChoice = 'system' | 'light' | 'dark';

function stored(): ThemeChoice {
  if (typeof document === 'undefined') return 'system';
  const wish = document.documentElement.dataset.theme;
  return wish === 'light' || wish === 'dark' ? wish : 'system';
}

/** The theme this browser has chosen. app.html applies it before the first paint. */
export const theme = $state<{ choice: ThemeChoice }>({ choice: stored() });

const NEXT: Record<ThemeChoice, ThemeChoice> = { system: 'light', light: 'dark', dark: 'system' };

/** Goes round: system, light, dark. Kept in a cookie for a year. */
export function nextTheme(): void {
  theme.choice = NEXT[theme.choice];
  const root = document.documentElement;
  if (theme.choice === 'system') {
    delete root.dataset.theme;
    document.cookie = 'theme=; path=/; max-age=0; samesite=lax';
  } else {
    root.dataset.theme = theme.choice;
    document.cookie = `theme=${theme.choice}; path=/; max-age=31536000; samesite=lax`;
  }
}
