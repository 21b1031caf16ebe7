/** A GitHub account, or what is known of one. `id` is the numeric database id, as a string. */
export interface Actor {
  readonly id: string;
  readonly login: string;
  readonly type: 'User' | 'Bot' | 'Agent' | 'Unknown';
}
