/** The environment of the process, as the runner sets it up. */
export interface Env {
  readonly [name: string]: string | undefined;
}
