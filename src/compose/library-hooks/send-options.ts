/** How a hook sends what it sends. All of it may be left out. */
export interface SendOptions {
  /** For one answer, in milliseconds; the default is 5000. What `addHook` allows is for all tries together. */
  readonly answerTimeoutMs?: number;
  /** Hosts that may be reached although their addresses are private. */
  readonly allowHosts?: readonly string[];
}
