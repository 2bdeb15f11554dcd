/** How mails leave, from the settings of the worker. */
export interface MailSettings {
  /** `smtp://` or `smtps://`, with user and password where the server asks for them. */
  readonly smtpUrl: string;
  /** The address that mails come from. */
  readonly from: string;
  /** Where people reach the product: for the links in the mails. */
  readonly publicUrl: string;
}

/** What comes after the @ of an address. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
