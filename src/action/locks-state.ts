/** Under this name `main` leaves the locks that it holds, for `post` to free. */
export const LOCKS_STATE = 'locks';
