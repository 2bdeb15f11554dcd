/** A mail to one person, ready to leave. */
export interface OutgoingMail {
  /** The same at each try, so that a mail box that got it twice can tell. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Where one request stops such mails (RFC 8058). */
  readonly unsubscribeUrl: string;
}

/** Hands mails over to a mail server. */
export interface Mailer {
  /**
   * Resolves once the server has taken the mail.
   * @throws DomainError `unprocessable` where the server refuses it for good, `unavailable` where a later try may do;
   * the code is the server's answer or the fault of the connection, never what it said: that quotes the address
   */
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}
