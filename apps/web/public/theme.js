// Runs before the first paint, so that a chosen theme never flashes; a file of its own because the policy refuses inline scripts.
try {
  const theme = localStorage.getItem('jalons.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  if (localStorage.getItem('jalons.locale') === 'en') document.documentElement.lang = 'en';
} catch {
  // Storage refused: the system's theme holds.
}
