/** What is sent. */
export interface HookRequest {
  readonly headers: { readonly [name: string]: string };
  readonly body: string | Uint8Array;
}

/** What came back, whatever its status. */
export interface HookAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: { readonly [name: string]: string };
  /** Null: it was longer than it may be, or did not come to its end. */
  readonly body: string | null;
}
