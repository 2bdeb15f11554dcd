import { useEffect, useState } from 'react';

/** Milliseconds without a key after which what was typed is asked for. */
const SETTLED = 200;

/** What is typed, once the typing has paused: a question for each letter would ask too often. */
export function useSettled<Value>(value: Value, after = SETTLED): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), after);
    return () => clearTimeout(timer);
  }, [value, after]);
  return settled;
}
