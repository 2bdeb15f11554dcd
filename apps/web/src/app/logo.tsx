/** The mark: a path with its milestones and a flag. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 32 32" aria-hidden="true">
      <path className="logo-path" d="M5 26c6 0 6-9 11-9s5-9 11-9" />
      <circle className="logo-start" cx="5" cy="26" r="3" />
      <circle className="logo-stop" cx="16" cy="17" r="3" />
      <path className="logo-flag" d="M27 9V2l-7 2.5L27 7" />
    </svg>
  );
}
