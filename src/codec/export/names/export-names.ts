/** A person by another name, the same throughout one export, that nobody can lead back without the export's key. */
export type Pseudonym = (accountId: string) => string;

/** Whether those who read an export may see people. */
export type ExportNames = { readonly kind: 'clear' } | { readonly kind: 'pseudonyms'; readonly of: Pseudonym };
