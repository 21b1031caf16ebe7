/**
 * An event of OCSF 1.8.0, class Entity Management: https://schema.ocsf.io/1.8.0/classes/entity_management, as far as its
 * fields are filled. docs/formats/ocsf.schema.json says the same to programs.
 */
export interface OcsfEvent {
  readonly activity_id: number;
  readonly activity_name: string;
  readonly category_uid: 3;
  readonly category_name: 'Identity & Access Management';
  readonly class_uid: 3004;
  readonly class_name: 'Entity Management';
  readonly type_uid: number;
  readonly type_name: string;
  readonly severity_id: number;
  readonly severity: string;
  readonly status_id: number;
  readonly status: string;
  /** Why the step was refused. */
  readonly status_code?: string;
  readonly status_detail?: string;
  /** When it happened, in milliseconds since 1970. */
  readonly time: number;
  readonly message: string;
  /** The reason that a person gave. */
  readonly comment?: string;
  readonly metadata: OcsfMetadata;
  readonly actor?: { readonly user: OcsfUser };
  /** The item as it stood before. */
  readonly entity: OcsfEntity;
  /** The item as it stood after a step. */
  readonly entity_result?: OcsfEntity;
  /** What OCSF 1.8.0 has no field for, the chain above all. */
  readonly unmapped: { readonly loopforge: { readonly [field: string]: unknown } };
}

interface OcsfMetadata {
  readonly version: '1.8.0';
  readonly product: { readonly name: 'LoopForge'; readonly vendor_name: 'LoopForge' };
  /** The entry's hash: it names the event, and is no fingerprint of this line. */
  readonly uid: string;
  readonly sequence: number;
  readonly correlation_uid: string;
  /** The kind of entry; of a note, which. */
  readonly event_code: string;
  readonly logged_time: number;
  readonly original_time: string;
  /** Only where something is left out: `unmapped.loopforge.cut` says what. */
  readonly is_truncated?: true;
}

export interface OcsfUser {
  readonly uid: string;
  readonly name?: string;
  readonly type_id: number;
  readonly type: string;
}

export interface OcsfEntity {
  readonly type_id: 99;
  readonly type: string;
  readonly uid: string;
  readonly name: string;
  readonly data: { readonly state: string | null; readonly [field: string]: unknown };
}
