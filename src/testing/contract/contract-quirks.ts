/** Which way the emulator goes where the sources about the API leave a question open. */
export interface ContractQuirks {
  /** `countryCodes=UA` is taken for a list of one. Default false: 422, lists need brackets. */
  bareArrays?: boolean;
  /** The largest `limit` of a list; above it 422. Default: no limit, as none is published. */
  maxLimit?: number;
}
