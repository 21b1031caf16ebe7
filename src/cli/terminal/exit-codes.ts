/** How a command ends, for scripts. */
export const EXIT = {
  fine: 0,
  /** A record does not hold. */
  violation: 1,
  /** Wrong use, or it could not be told. */
  unclear: 2,
  /** Ctrl-C ended it, as shells say of SIGINT. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
