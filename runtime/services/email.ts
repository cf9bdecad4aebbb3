export interface Email {
  readonly to: readonly string[];
  readonly subject: string;
  readonly body: string;
}

/** Sends e-mail. Gives why it could not, or undefined; it never rejects. */
export interface EmailService {
  send(email: Email): Promise<string | undefined>;
}

declare module "../engine/services.js" {
  interface Services {
    readonly email?: EmailService;
  }
}
