/**
 * One line that says what went wrong, for the page and for the log.
 * A refused connection comes without a message, and is known by its code.
 * @param {unknown} error
 */
export function explainError(error) {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  return `${error.name}: ${error.message || code || 'no message'}`;
}
