/** A row of the table `addresses`. */

/** `gone` is the tombstone of a deleted article or file; `file` leads to a file of the table `assets`. */
type AddressState = 'article' | 'moved' | 'gone' | 'file';

export interface AddressRow {
  /** Below `/articles/`; a path of the site itself begins with `/`. Unencoded, NFC. */
  address: string;
  /** Of the article that the address belongs or belonged to; of a file, as `assetId` makes it. */
  id: string;
  state: AddressState;
}
