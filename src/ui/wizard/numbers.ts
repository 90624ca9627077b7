/** A whole number as a person types it (spaces around it are forgiven); undefined when it is none. */
export function wholeNumber(typed: string): number | undefined {
  const digits = typed.trim();
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}
