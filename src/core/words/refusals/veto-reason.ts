/** Before the reason that the guard gave, on a line of its own: the record keeps it in the message of the refusal. */
const SAID = '\nThe guard said: ';

/** The message of a refusal with the guard's reason. @param reason null: it gave none */
export function withVetoReason(message: string, reason: string | null): string {
  return reason === null ? message : `${message}${SAID}${reason}`;
}

/** The reason that such a message holds; null: none. */
export function vetoReasonOf(message: string): string | null {
  const at = message.lastIndexOf(SAID);
  return at < 0 ? null : message.slice(at + SAID.length);
}
