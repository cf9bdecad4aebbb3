/** Where `session_triggered` goes: sessions are started with other contacts. */
export const SESSIONS = "contact-sessions";

/** Where `broadcast_created` goes: messages are sent to other contacts. */
export const BROADCASTS = "contact-broadcasts";
