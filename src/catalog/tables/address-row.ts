/** A row of the table `addresses`. */

/** `gone` is the tombstone of a deleted article. */
type AddressState = 'article' | 'moved' | 'gone';

export interface AddressRow {
  /** Below `/articles/`; a path of the site itself begins with `/`. Unencoded, NFC. */
  address: string;
  /** Of the article that the address belongs or belonged to. */
  id: string;
  state: AddressState;
}
